using static Ridgeline.Graphs.Operators.ShapeRules;
using static Ridgeline.Graphs.Operators.WorkRules;

namespace Ridgeline.Graphs.Operators;

/// <summary>Matrix products. One output element is a sum over the inner dimension: as many MACs as that is long.</summary>
internal static class Products
{
    private const Traits Trainable = Traits.Product | Traits.SavesInputs;
    private const string Ms = Domains.Microsoft;

    public static readonly Operator[] Rows =
    [
        new("MatMul", [1, 9, 13], InferStacked) { Work = x => Macs(x), Products = x => MatrixProducts.Stacked(x, 1), Traits = Trainable, Pthflops = Pthflops },
        new("Gemm", [1, 6, 7, 9, 11, 13], x => InferGemm(x, x.Element(0))) { Work = CountGemm, Traits = Trainable, Pthflops = GemmMacs },
        new("Einsum", [12], Einsum.Infer) { Work = Einsum.Count, Traits = Trainable },
        new("Det", [11, 22], InferDeterminant) { Work = CountDeterminant, Traits = Traits.SavesInputs | Traits.SavesOutputs },

        // ONNX Runtime's fusions. A fused activation is counted as one comparison an element, which is what a ReLU takes.
        new("FusedMatMul", [1], InferFused) { Domain = Ms, Work = CountFused, Products = x => MatrixProducts.Stacked(x, 1), Traits = Trainable },
        new("TransposeMatMul", [1], InferFused) { Domain = Ms, Work = CountFused, Products = x => MatrixProducts.Stacked(x, 1), Traits = Trainable },
        new("FusedMatMulActivation", [1], InferFused) { Domain = Ms, Work = x => CountFused(x) + Times(x.OutCount(), cmp: 1), Traits = Trainable },
        new("FusedGemm", [1], x => InferGemm(x, x.Element(0))) { Domain = Ms, Work = x => CountGemm(x) + Times(x.OutCount(), cmp: 1), Traits = Trainable },
        new("GemmFastGelu", [1], InferStacked)
        {
            Domain = Ms, Work = x => Macs(x) + Times(x.OutCount(), add: x.Has(2) ? 3 : 2, mul: 6, exp: 1), Traits = Trainable,
        },
        new("GemmFloat8", [1], x => InferGemm(x, ElementAttribute(x, "dtype", ElementType.Float)))
        {
            Domain = Ms,
            Work = CountGemm, Traits = Traits.NoGradient,
        },
        new("SparseToDenseMatMul", [1], InferFused) { Domain = Ms, Work = CountFused, Products = x => MatrixProducts.Stacked(x, 1), Traits = Trainable },
    ];

    private static void InferStacked(InferenceContext x) => x.Output(0, FirstElement(x), Multiplied(x, x.Shape(0), x.Shape(1)));

    /// <summary>The shape of a product of stacks of matrices; a vector on the left is a row, one on the right a column.</summary>
    public static Shape Multiplied(InferenceContext x, Shape a, Shape b)
    {
        if (!a.HasRank || !b.HasRank) return Shape.Unknown;
        if (a.Rank == 0 || b.Rank == 0) throw new InferenceException("a scalar has no matrix product", "use Mul");
        x.Unify(a[^1], b[b.Rank == 1 ? 0 : b.Rank - 2], "the inner dimensions of the product");
        var stack = Broadcasting.Broadcast(Stack(a), Stack(b));
        return [.. stack, .. a.Rank > 1 ? [a[^2]] : Shape.Scalar, .. b.Rank > 1 ? [b[^1]] : Shape.Scalar];
    }

    // All dimensions but those of the matrix.
    private static Shape Stack(Shape shape) => Shape.Create(shape.Slice(0, Math.Max(0, shape.Rank - 2)));

    /// <summary>The MACs of a product whose left operand is the input <paramref name="left"/>.</summary>
    public static Work Macs(WorkContext x, int left = 0) => Count(macs: x.OutCount() * x.In(left)[^1]);

    // The tool leaves the batch out of what it counts when there is more than one: a slip that is not repeated here.
    private static Int128 Pthflops(WorkContext x) => x.OutCount() * x.In(0)[^1];

    /// <summary>The shape of op(A) op(B), where op may transpose a matrix.</summary>
    public static void InferGemm(InferenceContext x, ElementType element, int right = 1)
    {
        var (a, b) = (x.Shape(0), x.Shape(right));
        ExpectRank(a, "first matrix", 2);
        ExpectRank(b, "second matrix", 2);
        var (turnedA, turnedB) = (x.Node.Int("transA", 0) != 0, x.Node.Int("transB", 0) != 0);
        x.Unify(DimOf(a, turnedA ? 0 : 1), DimOf(b, turnedB ? 1 : 0), "the inner dimensions of the product");
        x.Output(0, element, [DimOf(a, turnedA ? 1 : 0), DimOf(b, turnedB ? 0 : 1)]);
    }

    private static Int128 GemmMacs(WorkContext x) => x.OutCount() * x.In(0)[x.Node.Int("transA", 0) != 0 ? 0 : 1];

    // alpha and beta are multiplied in where they are not 1, C added where it is there.
    private static Work CountGemm(WorkContext x)
    {
        var outputs = x.OutCount();
        var (scaled, weighted) = (x.Node.Float("alpha", 1) is not 1, x.Has(2) && x.Node.Float("beta", 1) is not 1);
        return Count(macs: GemmMacs(x), add: x.Has(2) ? outputs : 0, mul: (scaled ? outputs : 0) + (weighted ? x.InCount(2) : 0));
    }

    private static void InferFused(InferenceContext x) =>
        x.Output(0, FirstElement(x), Multiplied(x, Turned(x, x.Shape(0), "A"), Turned(x, x.Shape(1), "B")));

    // transX swaps the last two dimensions; transBatchX moves the first of the stack before the last of the matrix.
    private static Shape Turned(InferenceContext x, Shape shape, string which)
    {
        if (!shape.HasRank || shape.Rank < 2) return shape;
        if (x.Node.Int($"transBatch{which}", 0) != 0 && shape.Rank > 2)
        {
            shape = [.. shape.Slice(1, shape.Rank - 1), shape[0], shape[^1]];
        }
        return x.Node.Int($"trans{which}", 0) != 0 ? [.. Stack(shape), shape[^1], shape[^2]] : shape;
    }

    private static Work CountFused(WorkContext x)
    {
        var a = x.In(0);
        var transposed = x.Node.Int("transA", 0) != 0 && a.Length > 1;
        var inner = !transposed ? a[^1] : x.Node.Int("transBatchA", 0) != 0 && a.Length > 2 ? a[0] : a[^2];
        return Count(macs: x.OutCount() * inner, mul: x.Node.Float("alpha", 1) is 1 ? 0 : x.OutCount());
    }

    private static void InferDeterminant(InferenceContext x)
    {
        var shape = x.Shape(0);
        if (!shape.HasRank) { x.Output(0, x.Element(0), Shape.Unknown); return; }
        if (shape.Rank < 2) throw new InferenceException($"{shape} is no matrix");
        x.Unify(shape[^1], shape[^2], "the sides of a square matrix");
        x.Output(0, x.Element(0), Stack(shape));
    }

    // Elimination of a matrix of n rows: n(n-1)/2 divisions, (n-1)n(2n-1)/6 multiplications and as many subtractions, n-1 multiplications of the diagonal.
    private static Work CountDeterminant(WorkContext x)
    {
        Int128 n = x.In(0)[^1], matrices = x.OutCount();
        var updates = (n - 1) * n * ((2 * n) - 1) / 6;
        return Count(add: matrices * updates, mul: matrices * (updates + Int128.Max(n - 1, 0)), div: matrices * n * (n - 1) / 2);
    }
}
