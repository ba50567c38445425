using System.Globalization;
using System.Numerics;
using Ridgeline.Graphs;
using Ridgeline.Runtime.Kernels.Conversion;
using Ridgeline.Runtime.Threads;

namespace Ridgeline.Runtime.Operators;

/// <summary>From any element type to any other.</summary>
internal static class Casting
{
    /// <summary>The row of Cast; it does not care where channels stand.</summary>
    public static readonly Implementation Cast = Anywhere(new("Cast", x => Run(x, (ElementType)x.Node.Int("to", 1))));

    public static readonly Implementation[] Rows =
    [
        Cast,
        new("CastLike", x => Run(x, ((RuntimeTensor)x.Value(1)).Element)),
        new("BitCast", RunBits) { Views = true },
    ];

    /// <summary>A tensor's elements as another type. Reals become integers by cutting off; narrow integers keep their low bits.</summary>
    public static RuntimeTensor Convert(RuntimeTensor tensor, ElementType to, bool saturate = true, string rounding = "up")
    {
        if (tensor.Element == to) return tensor;
        var result = new RuntimeTensor(to, tensor.Dims);
        Convert(tensor, result, saturate, rounding);
        return result;
    }

    /// <summary>Writes a tensor's elements into another of as many.</summary>
    public static void Convert(RuntimeTensor source, RuntimeTensor target, bool saturate = true, string rounding = "up")
    {
        var from = source.Element;
        if (from == target.Element) target.CopyFrom(source);
        else if (from == ElementType.String) Parse(source, target, saturate);
        else if (target.Element == ElementType.String) Print(source, target);
        else if (NarrowFloats.Covers(from) && from != ElementType.Float16) Convert(Widened(source), target, saturate, rounding);
        else if (target.Element == ElementType.Float8E8M0) ToScale(Convert(source, ElementType.Float), target, saturate, rounding);
        else if (NarrowFloats.Covers(target.Element) && target.Element != ElementType.Float16) Narrow(source, target, saturate);
        else if (target.Element is ElementType.Int4 or ElementType.UInt4 or ElementType.Int2 or ElementType.UInt2) CutOff(Convert(source, ElementType.Int32), target);
        else if (target.Element == ElementType.Bool) ElementDispatch.Numbers(Stored(from), new Truth(source, target));
        else ElementDispatch.Numbers(Stored(from), new From(source, target));
    }

    private static void Run(OperatorContext x, ElementType to)
    {
        var input = (RuntimeTensor)x.Value(0);
        var output = x.Output(0, to, input.Dims);
        if (IsHalf(input.Element, to) || IsHalf(to, input.Element)) RunHalf(input, output, x.Pool);
        else Convert(input, output, x.Node.Int("saturate", 1) != 0, x.Node.Text("round_mode", "up"));
    }

    private static Implementation Anywhere(Implementation row) => row with { ChannelsLast = row };

    private static bool IsHalf(ElementType narrow, ElementType wide) => narrow is ElementType.Float16 or ElementType.BFloat16 && wide == ElementType.Float;

    private static unsafe void RunHalf(RuntimeTensor input, RuntimeTensor output, WorkerPool pool)
    {
        var count = (nint)input.Count;
        if (input.Element == ElementType.Float16) HalfConversion.FromHalf(input.Pointer<Half>(), output.Pointer<float>(), count, pool);
        else if (input.Element == ElementType.BFloat16) HalfConversion.FromBrain(input.Pointer<ushort>(), output.Pointer<float>(), count, pool);
        else if (output.Element == ElementType.Float16) HalfConversion.ToHalf(input.Pointer<float>(), output.Pointer<Half>(), count, pool);
        else HalfConversion.ToBrain(input.Pointer<float>(), output.Pointer<ushort>(), count, pool);
    }

    private static void RunBits(OperatorContext x)
    {
        var input = x.Input(0);
        x.View(0, input.Seen((ElementType)x.Node.Int("to", 1)), input.Dims);
    }

    // How narrow integers and truth lie in memory.
    private static ElementType Stored(ElementType element) => element switch
    {
        ElementType.Bool or ElementType.UInt4 or ElementType.UInt2 => ElementType.UInt8,
        ElementType.Int4 or ElementType.Int2 => ElementType.Int8,
        _ => element,
    };

    private static RuntimeTensor Widened(RuntimeTensor source)
    {
        var wide = new RuntimeTensor(ElementType.Float, source.Dims);
        NarrowFloats.Widen(source.Element, source.Bytes, wide.Span<float>());
        return wide;
    }

    private static void Narrow(RuntimeTensor source, RuntimeTensor target, bool saturate) =>
        NarrowFloats.Narrow(target.Element, Convert(source, ElementType.Float).Span<float>(), target.Bytes, saturate);

    private static void ToScale(RuntimeTensor source, RuntimeTensor target, bool saturate, string rounding)
    {
        var values = source.Span<float>();
        for (var i = 0; i < values.Length; i++) target.Bytes[i] = ScaleRounding.Code(values[i], saturate, rounding);
    }

    private static void CutOff(RuntimeTensor source, RuntimeTensor target)
    {
        var values = source.Span<int>();
        var bits = target.Element.BitWidth();
        var signed = target.Element is ElementType.Int4 or ElementType.Int2;
        for (var i = 0; i < values.Length; i++)
        {
            var low = values[i] & ((1 << bits) - 1);
            target.Bytes[i] = (byte)(signed ? low << (32 - bits) >> (32 - bits) : low);
        }
    }

    private static void Parse(RuntimeTensor source, RuntimeTensor target, bool saturate)
    {
        var wide = new RuntimeTensor(target.Element.IsFloat() ? ElementType.Double : ElementType.Int64, source.Dims);
        for (var i = 0; i < source.Texts.Length; i++)
        {
            if (wide.Element == ElementType.Double) wide.Span<double>()[i] = Number(source.Texts[i]);
            else wide.Span<long>()[i] = long.Parse(source.Texts[i], CultureInfo.InvariantCulture);
        }
        Convert(wide, target, saturate);
    }

    private static double Number(string text) => text.Trim().ToUpperInvariant() switch
    {
        "INF" or "+INF" or "INFINITY" => double.PositiveInfinity,
        "-INF" or "-INFINITY" => double.NegativeInfinity,
        "NAN" => double.NaN,
        var other => double.TryParse(other, CultureInfo.InvariantCulture, out var value) ? value : throw new OperatorException($"'{text}' is no number"),
    };

    private static void Print(RuntimeTensor source, RuntimeTensor target)
    {
        for (var i = 0; i < source.Count; i++) target.Texts[i] = Text(source, i);
    }

    private static string Text(RuntimeTensor source, int at) => source.Element switch
    {
        ElementType.Bool => source.Bytes[at] != 0 ? "True" : "False",
        ElementType.Float => Real(source.Span<float>()[at].ToString("R", CultureInfo.InvariantCulture)),
        ElementType.UInt64 => source.Span<ulong>()[at].ToString(CultureInfo.InvariantCulture),
        _ when source.Element.IsFloat() => Real(ScalarReading.Real(source, at).ToString("R", CultureInfo.InvariantCulture)),
        _ => ScalarReading.Integer(source, at).ToString(CultureInfo.InvariantCulture),
    };

    private static string Real(string text) => text switch
    {
        "Infinity" => "INF",
        "-Infinity" => "-INF",
        _ => text,
    };

    private readonly struct From(RuntimeTensor source, RuntimeTensor target) : IElementVisitor
    {
        public void Visit<T>()
            where T : unmanaged, INumber<T>, IMinMaxValue<T> => ElementDispatch.Numbers(Stored(target.Element), new To<T>(source, target));
    }

    private readonly struct To<TFrom>(RuntimeTensor source, RuntimeTensor target) : IElementVisitor
        where TFrom : unmanaged, INumber<TFrom>
    {
        public void Visit<T>()
            where T : unmanaged, INumber<T>, IMinMaxValue<T> => System.Numerics.Tensors.TensorPrimitives.ConvertTruncating<TFrom, T>(source.Span<TFrom>(), target.Span<T>());
    }

    private readonly struct Truth(RuntimeTensor source, RuntimeTensor target) : IElementVisitor
    {
        public void Visit<T>()
            where T : unmanaged, INumber<T>, IMinMaxValue<T>
        {
            var from = source.Span<T>();
            var to = target.Bytes;
            for (var i = 0; i < to.Length; i++) to[i] = from[i] != T.Zero ? (byte)1 : (byte)0;
        }
    }
}
