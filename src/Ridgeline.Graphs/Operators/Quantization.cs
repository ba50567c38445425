using static Ridgeline.Graphs.Operators.ShapeRules;
using static Ridgeline.Graphs.Operators.WorkRules;

namespace Ridgeline.Graphs.Operators;

/// <summary>
/// Changes between real and quantised numbers. Quantising an element takes a division by the scale, a rounding and an addition of the zero point
/// (two additions), and two comparisons to saturate; dequantising a multiplication, and a subtraction where there is a zero point.
/// </summary>
internal static class Quantization
{
    private const Traits Frozen = Traits.NoGradient;
    private const string Ms = Domains.Microsoft;

    public static readonly Operator[] Rows =
    [
        new("QuantizeLinear", [10, 13, 19, 21, 23, 24, 25], InferQuantized) { Buffers = [1, 2], Work = Quantizing },
        new("DequantizeLinear", [10, 13, 19, 21, 23, 24, 25], InferDequantized) { Buffers = [1, 2], Work = Dequantizing },
        new("DynamicQuantizeLinear", [11], InferDynamic) { Work = CountDynamic, Traits = Frozen },
        new("QuantizeLinear", [1], InferQuantized) { Buffers = [1, 2], Domain = Ms, Work = Quantizing },
        new("DequantizeLinear", [1], InferDequantized) { Buffers = [1, 2], Domain = Ms, Work = Dequantizing },

        // On quantised operands: each is dequantised, the result quantised.
        new("QLinearAdd", [1], InferPair)
        {
            Buffers = [1, 2, 4, 5, 6, 7], Domain = Ms,
            Work = x => OnReals(x, operands: 2) + Times(x.OutCount(), add: 1), Traits = Frozen,
        },
        new("QLinearMul", [1], InferPair)
        {
            Buffers = [1, 2, 4, 5, 6, 7], Domain = Ms,
            Work = x => OnReals(x, operands: 2) + Times(x.OutCount(), mul: 1), Traits = Frozen,
        },
        new("QLinearSigmoid", [1], SameAsInput) { Domain = Ms, Work = x => OnReals(x) + SigmoidEach(x.OutCount()), Traits = Frozen },
        new("QLinearLeakyRelu", [1], SameAsInput) { Domain = Ms, Work = x => OnReals(x) + Times(x.OutCount(), mul: 1, cmp: 1), Traits = Frozen },
        new("QLinearReduceMean", [1], InferMean) { Domain = Ms, Work = CountMean, Traits = Frozen },
        new("QLinearConcat", [1], InferConcat) { Domain = Ms, Work = x => OnReals(x), Traits = Frozen },
        new("QLinearWhere", [1], InferWhere) { Domain = Ms, Work = x => OnReals(x) + Times(x.OutCount(), cmp: 1), Traits = Frozen },
    ];

    private static void InferQuantized(InferenceContext x)
    {
        var target = x.Has(2) ? x.Element(2) : ElementAttribute(x, "output_dtype", ElementType.UInt8);
        x.Output(0, target, x.Shape(0));
    }

    private static void InferDequantized(InferenceContext x) => x.Output(0, ElementAttribute(x, "output_dtype", x.Element(1)), x.Shape(0));

    private static Work Quantizing(WorkContext x) => Times(x.OutCount(), add: x.Has(2) ? 2 : 1, div: 1, cmp: 2);

    private static Work Dequantizing(WorkContext x) => Times(x.OutCount(), add: x.Has(2) ? 1 : 0, mul: 1);

    private static void InferDynamic(InferenceContext x)
    {
        x.Output(0, ElementType.UInt8, x.Shape(0));
        x.Output(1, ElementType.Float, Shape.Scalar);
        x.Output(2, ElementType.UInt8, Shape.Scalar);
    }

    // First the least and the greatest of n elements: 2(n-1) comparisons. The few operations for scale and zero point are left out.
    private static Work CountDynamic(WorkContext x) =>
        Times(x.OutCount(), add: 2, div: 1, cmp: 2) + Count(cmp: Int128.Max(2 * (x.InCount(0) - 1), 0));

    private static Work OnReals(WorkContext x, int operands = 1) =>
        Times(x.OutCount(), add: operands, mul: operands) + Times(x.OutCount(), add: 2, div: 1, cmp: 2);

    // Inputs: A, its scale and zero point; B, its scale and zero point; scale and zero point of C.
    private static void InferPair(InferenceContext x) => x.Output(0, x.Element(0), Broadcasting.Broadcast(x.Shape(0), x.Shape(3)));

    private static void InferMean(InferenceContext x)
    {
        var shape = Reductions.Reduced(x.Shape(0), x.Node.Ints("axes"), x.Node.Int("keepdims", 1) != 0);
        x.Output(0, x.Element(0), shape);
    }

    private static Work CountMean(WorkContext x) =>
        OnReals(x) + Count(add: Int128.Max(x.InCount(0) - x.OutCount(), 0), div: x.OutCount());

    // Inputs: scale and zero point of Y, then each tensor with its scale and zero point.
    private static void InferConcat(InferenceContext x)
    {
        var shapes = Enumerable.Range(0, Math.Max(0, (x.InputCount - 2) / 3)).Select(i => x.Shape(2 + (3 * i))).ToArray();
        var first = Array.Find(shapes, s => s.HasRank);
        if (first is null) { x.Output(0, x.Element(2), Shape.Unknown); return; }
        var axis = InferenceContext.Axis(x.Node.Int("axis", 1), first.Rank);
        var dims = first.ToArray();
        for (var d = 0; d < dims.Length; d++)
        {
            foreach (var shape in shapes.Where(s => !ReferenceEquals(s, first)))
            {
                ExpectRank(shape, "operand", first.Rank);
                dims[d] = d == axis ? dims[d] + DimOf(shape, d) : x.Unify(dims[d], DimOf(shape, d), $"dimension {d} of the operands");
            }
        }
        x.Output(0, x.Element(2), Shape.Of(dims));
    }

    // Inputs: condition; X, its scale and zero point; Y, its scale and zero point; scale and zero point of Z.
    private static void InferWhere(InferenceContext x) =>
        x.Output(0, x.Element(1), Broadcasting.Broadcast(x.Shape(0), x.Shape(1), x.Shape(4)));
}
