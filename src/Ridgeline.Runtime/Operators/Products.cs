using System.Numerics;
using Ridgeline.Graphs;

namespace Ridgeline.Runtime.Operators;

/// <summary>Products of matrices in their plain form, for all number types.</summary>
internal static class Products
{
    public static readonly Implementation[] Rows =
    [
        new("MatMul", RunMatMul) { Widens = true, Role = Role.Product, Prepare = FloatProducts.PrepareProduct },
        new("Gemm", RunGemm) { Widens = true, Role = Role.AffineProduct, Prepare = FloatProducts.PrepareAffine },
        new("Det", RunDet) { Widens = true },
    ];

    /// <summary>The dimensions of a product in which vectors count as matrices of one row or column and stacks broadcast.</summary>
    public static (long[] Stack, long M, long K, long N, long[] Dims) Sizes(long[] a, long[] b)
    {
        var left = a.Length == 1 ? [1, a[0]] : a;
        var right = b.Length == 1 ? [b[0], 1] : b;
        if (left[^1] != right[^2]) throw new OperatorException($"the inner dimensions {left[^1]} and {right[^2]} differ");
        var stack = BroadcastDims.Of(left.AsSpan(..^2), right.AsSpan(..^2));
        var dims = stack.ToList();
        if (a.Length > 1) dims.Add(left[^2]);
        if (b.Length > 1) dims.Add(right[^1]);
        return (stack, left[^2], left[^1], right[^1], [.. dims]);
    }

    private static void RunMatMul(OperatorContext x)
    {
        var (a, b) = (x.Input(0), x.Input(1));
        var (stack, m, k, n, dims) = Sizes(a.Dims, b.Dims);
        Multiply(a, b, x.Output(0, a.Element, dims), stack, m, k, n);
    }

    /// <summary>Products of stacks of matrices of one type, whose sizes are those of <see cref="Sizes"/>.</summary>
    public static void Multiply(RuntimeTensor a, RuntimeTensor b, RuntimeTensor y, long[] stack, long m, long k, long n) =>
        ElementDispatch.Numbers(a.Element, new Stacked(a, b, y, stack, m, k, n));

    private static void RunGemm(OperatorContext x)
    {
        var (a, b, c) = (x.Input(0), x.Input(1), x.Optional(2));
        var (flipsA, flipsB) = (x.Node.Int("transA", 0) != 0, x.Node.Int("transB", 0) != 0);
        var (m, k) = flipsA ? (a.Dims[1], a.Dims[0]) : (a.Dims[0], a.Dims[1]);
        var n = flipsB ? b.Dims[0] : b.Dims[1];
        var output = x.Output(0, a.Element, m, n);
        ElementDispatch.Numbers(a.Element, new Affine(x.Node, a, b, c, output, (m, k, n), flipsA, flipsB));
    }

    private static void RunDet(OperatorContext x)
    {
        var input = x.Input(0);
        ElementDispatch.Reals(input.Element, new Determinant(input, x.Output(0, input.Element, input.Dims.AsSpan(..^2))));
    }

    private readonly unsafe struct Stacked(RuntimeTensor a, RuntimeTensor b, RuntimeTensor y, long[] stack, long m, long k, long n) : IElementVisitor
    {
        public void Visit<T>()
            where T : unmanaged, INumber<T>, IMinMaxValue<T>
        {
            var walk = new BroadcastWalk(stack, a.Rank > 2 ? a.Dims.AsSpan(..^2) : [], b.Rank > 2 ? b.Dims.AsSpan(..^2) : []);
            while (walk.Next())
            {
                for (var i = 0L; i < walk.Length; i++)
                {
                    var p = a.Pointer<T>() + ((walk.Offset(0) + (i * walk.Step(0))) * m * k);
                    var q = b.Pointer<T>() + ((walk.Offset(1) + (i * walk.Step(1))) * k * n);
                    PlainProduct.Multiply(p, k, 1, q, n, 1, y.Pointer<T>() + ((walk.Place + i) * m * n), m, k, n);
                }
            }
        }
    }

    private readonly unsafe struct Affine(
        Node node, RuntimeTensor a, RuntimeTensor b, RuntimeTensor? c, RuntimeTensor y, (long M, long K, long N) size, bool flipsA, bool flipsB) : IElementVisitor
    {
        public void Visit<T>()
            where T : unmanaged, INumber<T>, IMinMaxValue<T>
        {
            var (m, k, n) = size;
            PlainProduct.Multiply(a.Pointer<T>(), flipsA ? 1 : k, flipsA ? m : 1, b.Pointer<T>(), flipsB ? 1 : n, flipsB ? k : 1, y.Pointer<T>(), m, k, n);
            var (alpha, beta) = (T.CreateTruncating(node.Float("alpha", 1)), T.CreateTruncating(node.Float("beta", 1)));
            var output = y.Span<T>();
            if (alpha != T.One) for (var i = 0; i < output.Length; i++) output[i] *= alpha;
            if (c is null) return;
            var walk = new BroadcastWalk(y.Dims, c.Dims, []);
            while (walk.Next())
            {
                for (var i = 0L; i < walk.Length; i++) output[(int)(walk.Place + i)] += beta * c.Pointer<T>()[walk.Offset(0) + (i * walk.Step(0))];
            }
        }
    }

    // Gaussian elimination with partial pivoting.
    private readonly unsafe struct Determinant(RuntimeTensor input, RuntimeTensor output) : IRealVisitor
    {
        public void Visit<T>()
            where T : unmanaged, IFloatingPointIeee754<T>, IMinMaxValue<T>
        {
            var n = (int)input.Dims[^1];
            for (var i = 0; i < output.Count; i++) output.Span<T>()[i] = T.CreateTruncating(Of(input.Span<T>().Slice(i * n * n, n * n), n));
        }

        private static double Of<T>(ReadOnlySpan<T> matrix, int n)
            where T : unmanaged, INumber<T>
        {
            var rows = new double[n * n];
            for (var i = 0; i < rows.Length; i++) rows[i] = double.CreateTruncating(matrix[i]);
            var product = 1.0;
            for (var c = 0; c < n; c++)
            {
                var pivot = Enumerable.Range(c, n - c).MaxBy(r => Math.Abs(rows[(r * n) + c]));
                if (rows[(pivot * n) + c] == 0) return 0;
                if (pivot != c) product = -product;
                for (var k = 0; k < n; k++) (rows[(c * n) + k], rows[(pivot * n) + k]) = (rows[(pivot * n) + k], rows[(c * n) + k]);
                product *= rows[(c * n) + c];
                for (var r = c + 1; r < n; r++)
                {
                    var factor = rows[(r * n) + c] / rows[(c * n) + c];
                    for (var k = c; k < n; k++) rows[(r * n) + k] -= factor * rows[(c * n) + k];
                }
            }
            return product;
        }
    }
}
