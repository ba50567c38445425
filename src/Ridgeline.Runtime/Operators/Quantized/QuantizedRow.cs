using System.Numerics;
using Ridgeline.Graphs;

namespace Ridgeline.Runtime.Operators;

/// <summary>Reals to quantised elements: round(x/scale) to even + zero point, cut off at the ends of the type; narrow reals: x/scale, rounded.</summary>
internal static unsafe class QuantizedRow
{
    /// <summary>The smallest and largest value of an integer type.</summary>
    /// <exception cref="OperatorException">It is no type that is quantised to.</exception>
    public static (float Low, float High) Range(ElementType element) => element switch
    {
        ElementType.UInt8 => (byte.MinValue, byte.MaxValue),
        ElementType.Int8 => (sbyte.MinValue, sbyte.MaxValue),
        ElementType.UInt16 => (ushort.MinValue, ushort.MaxValue),
        ElementType.Int16 => (short.MinValue, short.MaxValue),
        ElementType.UInt4 => (0, 15),
        ElementType.Int4 => (-8, 7),
        ElementType.UInt2 => (0, 3),
        ElementType.Int2 => (-2, 1),
        ElementType.Int32 => (int.MinValue, int.MaxValue),
        _ => throw new OperatorException($"it does not quantise to {element.Spelling()}"),
    };

    /// <summary>Quantises <paramref name="count"/> elements.</summary>
    /// <param name="x">The reals.</param>
    /// <param name="count">How many.</param>
    /// <param name="scale">What one step is worth.</param>
    /// <param name="zero">The step that stands for 0.</param>
    /// <param name="y">Where the elements go.</param>
    /// <param name="offset">The place of the first.</param>
    /// <param name="precision">The type in which is divided.</param>
    /// <param name="saturate">Whether fp8 beyond its range becomes its largest.</param>
    public static void Quantize(
        float* x, long count, float scale, float zero, RuntimeTensor y, long offset, ElementType precision = ElementType.Float, bool saturate = true)
    {
        const int Part = 256;
        var steps = stackalloc float[Part];
        var reals = y.Element.IsFloat();
        var (low, high) = reals ? (0, 0) : Range(y.Element);
        for (var at = 0L; at < count; at += Part)
        {
            var n = (int)Math.Min(Part, count - at);
            Divide(x + at, n, scale, steps);
            if (precision is ElementType.Float16 or ElementType.BFloat16) Round(steps, n, precision);
            var bytes = (byte*)y.Data + ((offset + at) * y.ElementSize);
            if (reals)
            {
                NarrowFloats.Narrow(y.Element, new(steps, n), new(bytes, n * y.ElementSize), saturate);
                continue;
            }
            Round(steps, n, zero, low, high);
            Store(steps, n, y.Element, bytes);
        }
    }

    private static void Divide(float* x, int n, float scale, float* y)
    {
        var i = 0;
        var divisor = new Vector<float>(scale);
        for (; i <= n - Vector<float>.Count; i += Vector<float>.Count) (Vector.Load(x + i) / divisor).Store(y + i);
        for (; i < n; i++) y[i] = x[i] / scale;
    }

    private static void Round(float* y, int n, ElementType precision)
    {
        var narrow = stackalloc ushort[n];
        NarrowFloats.Narrow(precision, new(y, n), new(narrow, 2 * n));
        NarrowFloats.Widen(precision, new(narrow, 2 * n), new(y, n));
    }

    private static void Round(float* y, int n, float zero, float low, float high)
    {
        var i = 0;
        var (shift, from, to) = (new Vector<float>(zero), new Vector<float>(low), new Vector<float>(high));
        for (; i <= n - Vector<float>.Count; i += Vector<float>.Count)
        {
            Vector.Min(Vector.Max(Vector.Round(Vector.Load(y + i)) + shift, from), to).Store(y + i);
        }
        for (; i < n; i++) y[i] = Math.Min(Math.Max(MathF.Round(y[i]) + zero, low), high);
    }

    private static void Store(float* y, int n, ElementType element, byte* target)
    {
        switch (element)
        {
            case ElementType.UInt8 or ElementType.UInt4 or ElementType.UInt2:
                for (var i = 0; i < n; i++) target[i] = (byte)(int)y[i];
                break;
            case ElementType.Int8 or ElementType.Int4 or ElementType.Int2:
                for (var i = 0; i < n; i++) ((sbyte*)target)[i] = (sbyte)(int)y[i];
                break;
            case ElementType.UInt16:
                for (var i = 0; i < n; i++) ((ushort*)target)[i] = (ushort)(int)y[i];
                break;
            case ElementType.Int16:
                for (var i = 0; i < n; i++) ((short*)target)[i] = (short)(int)y[i];
                break;
            default:
                for (var i = 0; i < n; i++) ((int*)target)[i] = (int)y[i];
                break;
        }
    }
}
