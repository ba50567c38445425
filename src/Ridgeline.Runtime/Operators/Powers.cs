using System.Numerics;
using System.Numerics.Tensors;
using Ridgeline.Graphs;
using Ridgeline.Runtime.Kernels.Elementwise;

namespace Ridgeline.Runtime.Operators;

/// <summary>a^b, of the type of a; b may be of another.</summary>
internal static class Powers
{
    /// <summary>The row's Run.</summary>
    public static void Run(OperatorContext x)
    {
        var (a, b) = (x.Input(0), x.Input(1));
        if (a.Element == b.Element || a.Element.IsFloat())
        {
            var exponent = a.Element == b.Element ? b : Casting.Convert(b, a.Element);
            ElementDispatch.Numbers(a.Element, new BinaryLoop<Power>(a, exponent, x.Output(0, a.Element, BroadcastDims.Of(a.Dims, b.Dims))));
            return;
        }
        var wide = new RuntimeTensor(ElementType.Double, BroadcastDims.Of(a.Dims, b.Dims));
        new BinaryLoop<Power>(Casting.Convert(a, ElementType.Double), Casting.Convert(b, ElementType.Double), wide).Visit<double>();
        x.Output(0, a.Element, wide.Dims).CopyFrom(Casting.Convert(wide, a.Element));
    }

    /// <summary>The power of a float by a constant for which there is a kernel.</summary>
    public static Activation? Activation(Preparation p)
    {
        if (p.Element(0) != ElementType.Float || p.Dims(0) is not { } dims) return null;
        if (!p.IsConstant(1) || p.Dims(1) is not { } own || own.Length > dims.Length || p.Constant(1) is not { Count: 1 } exponent) return null;
        return ScalarReading.Real(exponent, 0) switch
        {
            2 => new(UnaryKind.Square),
            3 => new(UnaryKind.Cube),
            0.5 => new(UnaryKind.Sqrt),
            -1 => new(UnaryKind.Reciprocal),
            _ => null,
        };
    }

    private readonly struct Power : IBinary
    {
        public static void Apply<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> y)
            where T : unmanaged, INumber<T>
        {
            for (var i = 0; i < y.Length; i++) y[i] = Of(a[i], b[i]);
        }

        public static void Apply<T>(ReadOnlySpan<T> a, T b, Span<T> y)
            where T : unmanaged, INumber<T>
        {
            if (b == T.One + T.One)
            {
                TensorPrimitives.Multiply(a, a, y);
                return;
            }
            for (var i = 0; i < y.Length; i++) y[i] = Of(a[i], b);
        }

        public static void Apply<T>(T a, ReadOnlySpan<T> b, Span<T> y)
            where T : unmanaged, INumber<T>
        {
            for (var i = 0; i < y.Length; i++) y[i] = Of(a, b[i]);
        }

        // Integers stay exact where double would not.
        private static T Of<T>(T a, T b)
            where T : unmanaged, INumber<T>
        {
            if (!T.IsInteger(b) || b < T.Zero || T.IsNaN(a) || typeof(T) == typeof(float) || typeof(T) == typeof(double))
            {
                return T.CreateTruncating(Math.Pow(double.CreateTruncating(a), double.CreateTruncating(b)));
            }
            var (result, square) = (T.One, a);
            for (var left = ulong.CreateTruncating(b); left > 0; left >>= 1)
            {
                if ((left & 1) == 1) result = unchecked(result * square);
                square = unchecked(square * square);
            }
            return result;
        }
    }
}
