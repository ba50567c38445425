using Ridgeline.Graphs;

namespace Ridgeline.Runtime.Operators;

/// <summary>Products of quantised matrices in their plain form: sums are exact 32-bit integers.</summary>
internal static unsafe class QuantizedProducts
{
    public static readonly Implementation[] Rows =
    [
        new("MatMulInteger", RunInteger) { Prepare = IntegerProducts.PrepareSums },
        new("QLinearMatMul", RunLinear) { Prepare = IntegerProducts.PrepareSteps },
    ];

    /// <summary>A product of dequantised bytes, MatMul's or Gemm's: the inputs of QLinearMatMul and a bias, without scale and zero point of a result that is float.</summary>
    public static readonly Implementation Fused = new("QLinearMatMul", FusedNode.Unprepared) { Prepare = IntegerProducts.PrepareFused };

    private static void RunInteger(OperatorContext x)
    {
        var (a, b) = (x.Input(0), x.Input(1));
        var (stack, m, k, n, dims) = Products.Sizes(a.Dims, b.Dims);
        var (left, right) = (ShiftedSteps.ByRow(a, x.Optional(2), k), ShiftedSteps.ByColumn(b, x.Optional(3)));
        Products.Multiply(left, right, x.Output(0, ElementType.Int32, dims), stack, m, k, n);
    }

    private static void RunLinear(OperatorContext x)
    {
        var (a, b) = (x.Input(0), x.Input(3));
        var (stack, m, k, n, dims) = Products.Sizes(a.Dims, b.Dims);
        var (left, right) = (ShiftedSteps.ByRow(a, x.Input(2), k), ShiftedSteps.ByColumn(b, x.Input(5)));
        var sums = new RuntimeTensor(left.Element, dims);
        Products.Multiply(left, right, sums, stack, m, k, n);
        var reals = Casting.Convert(sums, ElementType.Float);
        Scale(reals, x.Input(1), x.Input(4), Quantization.At(x.Input(6), 0), (m, n));
        var (zero, output) = (x.Input(7), x.Output(0, x.Input(7).Element, dims));
        QuantizedRow.Quantize(reals.Pointer<float>(), reals.Count, 1, Quantization.At(zero, 0), output, 0);
    }

    // Scales of rows and columns, of one matrix or of each of a stack.
    private static void Scale(RuntimeTensor sums, RuntimeTensor rows, RuntimeTensor columns, float made, (long M, long N) size)
    {
        var values = sums.Span<float>();
        for (var i = 0L; i < sums.Count; i++)
        {
            var (row, column) = (i / size.N, (i / (size.M * size.N) * size.N) + (i % size.N));
            values[(int)i] *= Quantization.At(rows, row % rows.Count) * Quantization.At(columns, column % columns.Count) / made;
        }
    }
}
