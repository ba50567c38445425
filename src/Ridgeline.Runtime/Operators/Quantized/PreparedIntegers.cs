using Ridgeline.Graphs;
using Ridgeline.Runtime.Kernels.Integer;

namespace Ridgeline.Runtime.Operators;

/// <summary>Products of bytes with a constant right matrix, by the kernels: packed once, sums exact.</summary>
internal static unsafe class PreparedIntegers
{
    /// <summary>MatMulInteger: a [stack…, m, k] of one zero point, b [k, n] constant with a constant zero point for all.</summary>
    public static Action<OperatorContext>? PrepareProduct(Preparation p)
    {
        if (!p.IsConstant(1) || p.Dims(1) is not { Length: 2 } b || p.Dims(0) is not { Length: >= 2 } a || a[^1] != b[0]) return null;
        if (p.Element(0) is not (ElementType.UInt8 or ElementType.Int8) || p.Element(1) is not (ElementType.UInt8 or ElementType.Int8)) return null;
        if ((p.Has(2) && (p.Dims(2) is not { } zero || Tensor.CountOf(zero) != 1)) || (p.Has(3) && p.Constant(3) is not { Count: 1 })) return null;
        var (depth, columns, signed) = ((int)b[0], (int)b[1], p.Element(1) == ElementType.Int8);
        var right = p.Constant(3) is { } given ? (int)ScalarReading.Integer(given) : 0;
        var packed = p.Absorb(1, t =>
        {
            var bytes = new PackedBytes(1, depth, columns, signed);
            bytes.Fill(0, t.Pointer<byte>(), columns, 1);
            return bytes;
        });
        long[] dims = [.. a[..^1], columns];
        return x =>
        {
            var (input, output) = (x.Input(0, a), x.Output(0, ElementType.Int32, dims));
            var result = new IntegerOutput
            {
                AZero = x.Has(2) ? (int)ScalarReading.Integer(x.Input(2)) : 0, ASigned = input.Element == ElementType.Int8, BZero = right,
                Integers = output.Pointer<int>(), Stride = columns,
            };
            IntegerGemm.Run(input.Pointer<byte>(), depth, (int)(input.Count / depth), packed, result, x.Pool);
        };
    }
}
