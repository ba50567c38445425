using Ridgeline.Graphs;
using Ridgeline.Runtime.Kernels.Integer;

namespace Ridgeline.Runtime.Operators;

/// <summary>Products of bytes by the kernels: the right operand is constant and packed once.</summary>
internal static unsafe class IntegerProducts
{
    /// <summary>MatMulInteger: a [stack…, m, k], b [k, n] constant; the zero point of a may be made while the network runs.</summary>
    public static Action<OperatorContext>? PrepareSums(Preparation p)
    {
        if (!IsByte(p, 0) || !IsSingle(p, 2) || Packed(p, 1, 3, false) is not { } packed) return null;
        var signed = p.Element(0) == ElementType.Int8;
        var zeros = new ColumnZeros(p, 3, packed.Columns);
        return x =>
        {
            var y = Result(x, packed, ElementType.Int32);
            var output = new IntegerOutput { AZero = Zero(x, 2), ASigned = signed, Integers = y.Pointer<int>(), Stride = packed.Columns };
            zeros.Set(ref output);
            IntegerGemm.Run(x.Input(0).Pointer<byte>(), packed.Depth, Rows(y, packed), packed, output, x.Pool);
        };
    }

    /// <summary>QLinearMatMul: b, its scales and those of a and y constant.</summary>
    public static Action<OperatorContext>? PrepareSteps(Preparation p)
    {
        if (!IsByte(p, 0) || !IsByte(p, 7) || !IsSingle(p, 2) || !IsSingle(p, 7)) return null;
        if (p.Constant(1) is not { Count: 1 } || p.Constant(6) is not { Count: 1 } || !p.IsConstant(7) || !AreColumns(p, 4, p.Dims(3), false)) return null;
        return PrepareFused(p);
    }

    /// <summary>The same with a bias, and a b that is turned where the node says so.</summary>
    public static Action<OperatorContext>? PrepareFused(Preparation p)
    {
        if (Packed(p, 3, 5, p.Node.Int("transB", 0) != 0) is not { } packed) return null;
        var (signed, zeros, result) = (p.Element(0) == ElementType.Int8, new ColumnZeros(p, 5, packed.Columns), new QuantizedResult(p, packed.Columns));
        return x =>
        {
            var y = Result(x, packed, result.Element);
            var output = result.Output();
            (output.AZero, output.ASigned, output.Stride) = (Zero(x, 2), signed, packed.Columns);
            if (result.Element == ElementType.Float) output.Floats = y.Pointer<float>();
            else output.Quantised = y.Pointer<byte>();
            zeros.Set(ref output);
            IntegerGemm.Run(x.Input(0).Pointer<byte>(), packed.Depth, Rows(y, packed), packed, output, x.Pool);
        };
    }

    /// <summary>Whether an input's elements are bytes.</summary>
    public static bool IsByte(Preparation p, int input) => p.Element(input) is ElementType.Int8 or ElementType.UInt8;

    /// <summary>Whether an input is left out or one element.</summary>
    public static bool IsSingle(Preparation p, int input) => !p.Has(input) || (p.Dims(input) is { } dims && Tensor.CountOf(dims) == 1);

    /// <summary>A zero point; 0 if it is left out.</summary>
    public static int Zero(OperatorContext x, int input) => x.Has(input) ? (int)ScalarReading.Integer(x.Input(input)) : 0;

    /// <summary>The elements of a constant, one for each column; zeros if it is left out.</summary>
    public static RuntimeTensor Columns(Preparation p, int input, ElementType element, int columns)
    {
        var result = new RuntimeTensor(element, columns);
        if (p.Constant(input) is not { } given) return result;
        var converted = Casting.Convert(given, element);
        for (var i = 0; i < columns; i++) Blocks.Copy(converted, converted.Count == 1 ? 0 : i, result, i, 1);
        return result;
    }

    // One constant for all columns of a matrix, or one for each.
    private static bool AreColumns(Preparation p, int input, long[]? matrix, bool flips) => matrix is { Length: 2 } && p.Constant(input) is { } given
        && (given.Count == 1 || (given.Count == matrix[flips ? 0 : 1] && given.Dims[^1] == given.Count));

    private static PackedBytes? Packed(Preparation p, int input, int zero, bool flips)
    {
        if (!IsByte(p, input) || !p.IsConstant(input) || p.Dims(input) is not { Length: 2 } dims || dims[0] == 0 || dims[1] == 0) return null;
        if (p.Has(zero) && !AreColumns(p, zero, dims, flips)) return null;
        var (depth, columns) = flips ? ((int)dims[1], (int)dims[0]) : ((int)dims[0], (int)dims[1]);
        return p.Absorb(input, t =>
        {
            var packed = new PackedBytes(1, depth, columns, t.Element == ElementType.Int8);
            packed.Fill(0, t.Pointer<byte>(), flips ? 1 : columns, flips ? depth : 1);
            return packed;
        });
    }

    private static RuntimeTensor Result(OperatorContext x, PackedBytes b, ElementType element)
    {
        var a = x.Input(0);
        Span<long> dims = stackalloc long[a.Rank];
        a.Dims.CopyTo(dims);
        if (dims[^1] != b.Depth) throw new OperatorException($"the inner dimensions {dims[^1]} and {b.Depth} differ");
        dims[^1] = b.Columns;
        return x.Output(0, element, dims);
    }

    private static int Rows(RuntimeTensor y, PackedBytes b) => checked((int)(y.Count / b.Columns));
}
