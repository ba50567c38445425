using static Ridgeline.Graphs.Operators.WorkRules;

namespace Ridgeline.Graphs.Operators;

/// <summary>
/// Matrix products of integers and of weights stored in few bits. MACs are those of the product itself; scaling an accumulator back is a
/// multiplication, and an addition with a zero point or bias, for each output element.
/// </summary>
internal static class QuantizedProducts
{
    private const Traits Frozen = Traits.NoGradient;
    private const string Ms = Domains.Microsoft;

    public static readonly Operator[] Rows =
    [
        new("MatMulInteger", [10], x => Infer(x, ElementType.Int32))
        {
            Buffers = [2, 3], Work = x => Products.Macs(x), Products = x => MatrixProducts.Stacked(x, 1), Traits = Frozen,
        },
        new("QLinearMatMul", [10, 21], x => Infer(x, x.Element(7), right: 3))
        {
            Buffers = [1, 2, 4, 5, 6, 7], Work = Requantized, Products = x => MatrixProducts.Stacked(x, 3), Traits = Frozen,
        },

        new("MatMulInteger16", [1], x => Infer(x, ElementType.Int32))
        {
            Domain = Ms, Work = x => Products.Macs(x), Products = x => MatrixProducts.Stacked(x, 1), Traits = Frozen,
        },
        new("QGemm", [1], InferQGemm) { Buffers = [1, 2, 4, 5, 7, 8], Domain = Ms, Work = CountQGemm, Traits = Frozen },
        new("MatMulIntegerToFloat", [1], x => Infer(x, x.Element(2)))
        {
            Buffers = [2, 3, 4, 5], Domain = Ms,
            Work = x => Rescaled(x, bias: 6), Products = x => MatrixProducts.Stacked(x, 1), Traits = Frozen,
        },
        new("DynamicQuantizeMatMul", [1], x => Infer(x, x.Element(0)))
        {
            Buffers = [2, 3], Domain = Ms, Work = x => Rescaled(x, bias: 4), Products = x => MatrixProducts.Stacked(x, 1), Traits = Frozen,
        },
        new("MatMulNBits", [1], InferPacked) { Buffers = [2, 3], Domain = Ms, Work = CountPacked, Traits = Frozen },
        new("MatMulBnb4", [1], InferPacked) { Buffers = [2], Domain = Ms, Work = CountPacked, Traits = Frozen },
    ];

    private static void Infer(InferenceContext x, ElementType element, int right = 1) =>
        x.Output(0, element, Products.Multiplied(x, x.Shape(0), x.Shape(right)));

    private static Work Requantized(WorkContext x) => Products.Macs(x) + Times(x.OutCount(), add: 1, mul: 1, cmp: 2);

    private static Work Rescaled(WorkContext x, int bias) => Products.Macs(x) + Times(x.OutCount(), add: x.Has(bias) ? 1 : 0, mul: 1);

    // Inputs: A, its scale and zero point; B, its scale and zero point; C; scale and zero point of Y, without which Y is real.
    private static void InferQGemm(InferenceContext x) =>
        Products.InferGemm(x, x.Has(8) ? x.Element(8) : x.Has(7) ? ElementType.UInt8 : ElementType.Float, right: 3);

    private static Work CountQGemm(WorkContext x)
    {
        var inner = x.In(0)[x.Node.Int("transA", 0) != 0 ? 0 : 1];
        return Count(macs: x.OutCount() * inner) + Times(x.OutCount(), add: x.Has(6) ? 1 : 0, mul: 1, cmp: x.Has(8) ? 2 : 0);
    }

    // The weight is packed in blocks, so that only the attributes K and N tell its size.
    private static void InferPacked(InferenceContext x)
    {
        var shape = x.Shape(0);
        if (!shape.HasRank) { x.Output(0, x.Element(0), Shape.Unknown); return; }
        if (shape.Rank == 0) throw new InferenceException("a scalar has no matrix product", "use Mul");
        if (x.Node.Int("K", 0) is > 0 and var inner) x.Unify(shape[^1], inner, "the inner dimension and the attribute K");
        var outer = x.Node.Int("N", 0) is > 0 and var n ? Dim.Of(n) : Dim.Unknown;
        x.Output(0, x.Element(0), shape.With(-1, outer));
    }

    // Unpacking a weight takes a multiplication by its block's scale.
    private static Work CountPacked(WorkContext x) =>
        Products.Macs(x) + Count(add: x.Has(5) ? x.OutCount() : 0, mul: (Int128)x.Node.Int("K", 0) * x.Node.Int("N", 0));
}
