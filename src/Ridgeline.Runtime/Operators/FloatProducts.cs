using Ridgeline.Graphs;
using Ridgeline.Runtime.Kernels.Gemm;

namespace Ridgeline.Runtime.Operators;

/// <summary>Float products by the kernels, with bias, residual and activation. A constant right operand is packed once.</summary>
internal static unsafe class FloatProducts
{
    /// <summary>MatMul: a [stack…, m, k], b [k, n] constant, or [stack…, k, n] made while the network runs.</summary>
    public static Action<OperatorContext>? PrepareProduct(Preparation p)
    {
        if (p.Element(0) != ElementType.Float || p.Element(1) != ElementType.Float || p.Dims(1) is not { Length: >= 2 } b) return null;
        if (p.IsConstant(1) && b.Length == 2) return Constant(p, (int)b[0], (int)b[1], false);
        return StackedProducts.Prepare(p);
    }

    /// <summary>Whether a Gemm is a product with a constant matrix and at most a vector to add: then the kernels can.</summary>
    public static bool Serves(Preparation p)
    {
        if (p.Element(0) != ElementType.Float || !p.IsConstant(1) || p.Dims(1) is not { Length: 2 } b) return false;
        if (p.Node.Int("transA", 0) != 0 || p.Node.Float("alpha", 1) != 1) return false;
        var columns = b[p.Node.Int("transB", 0) != 0 ? 0 : 1];
        return !p.Has(2) || (p.Node.Float("beta", 1) == 1 && p.Constant(2) is { } c && c.Count == columns && c.Dims[^1] == columns);
    }

    /// <summary>Gemm: a [m, k], b [k, n] or [n, k] constant.</summary>
    public static Action<OperatorContext>? PrepareAffine(Preparation p)
    {
        if (!Serves(p)) return null;
        var (b, flips) = (p.Dims(1)!, p.Node.Int("transB", 0) != 0);
        return Constant(p, (int)b[flips ? 1 : 0], (int)b[flips ? 0 : 1], flips);
    }

    private static Action<OperatorContext> Constant(Preparation p, int depth, int columns, bool flips)
    {
        var packed = p.Absorb(1, t => PackedMatrix.Of(t.Pointer<float>(), depth, columns, flips ? 1 : columns, flips ? depth : 1, pool: p.Pool));
        var bias = p.Has(2) && p.Tail.Residual != 2 ? p.Absorb(2, t => t) : null;
        var tail = p.Tail;
        return x =>
        {
            var (a, residual) = (x.Input(0), tail.Residual < 0 ? null : x.Input(tail.Residual));
            Span<long> dims = stackalloc long[a.Rank];
            a.Dims.CopyTo(dims);
            if (dims[^1] != depth) throw new OperatorException($"the inner dimensions {dims[^1]} and {depth} differ");
            dims[^1] = columns;
            var y = x.Output(0, ElementType.Float, dims);
            var epilogue = new Epilogue(bias is null ? null : bias.Pointer<float>(), tail.Activation, residual is null ? null : residual.Pointer<float>(), columns);
            var rows = depth == 0 ? (int)(y.Count / Math.Max(1, columns)) : (int)(a.Count / depth);
            FloatGemm.Run(GemmCall.Of(a.Pointer<float>(), depth, rows, packed, y.Pointer<float>(), columns, epilogue), x.Pool);
        };
    }
}
