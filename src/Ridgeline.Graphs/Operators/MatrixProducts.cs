namespace Ridgeline.Graphs.Operators;

/// <summary>How nodes look as matrix products, for the column <see cref="Operator.Products"/>.</summary>
internal static class MatrixProducts
{
    /// <summary>The products of a node with so many MACs: what its row says, else one product with as many columns as the output's last dimension.</summary>
    public static IReadOnlyList<MatrixProduct> Of(Operator row, WorkContext x, Int128 macs)
    {
        if (macs == 0) return [];
        if (row.Products?.Invoke(x) is { } known && known.Aggregate(Int128.Zero, (sum, p) => sum + p.Macs) == macs) return known;
        var outputs = x.OutCount();
        var columns = x.Out() is [.., > 0 and var last] ? last : 1;
        return outputs > 0 && macs % outputs == 0 ? [new((long)(outputs / columns), columns, (long)(macs / outputs))]
            : [new((long)Int128.Min(macs, long.MaxValue), 1, 1)];
    }

    /// <summary>A convolution as a product of unrolled windows and filters: positions x channels/group*kernel, a product a group.</summary>
    public static IReadOnlyList<MatrixProduct> Convolution(WorkContext x, int weight)
    {
        var (w, y, groups) = (x.In(weight), x.Out(), Math.Max(1, x.Node.Int("group", 1)));
        var positions = (long)(x.OutCount() / Math.Max(1, y[1]));
        var plane = y.Length == 4 && x.In(0) is [_, _, var height, var width]
            ? new PlaneWindow(y[0], height, width, y[2], y[3], w[2], w[3], x.Node.Ints("strides") is [> 0 and var stride, ..] ? stride : 1) : null;
        return [new(positions, w[0] / groups, (long)WorkContext.Product(w.AsSpan(1)), groups) { Window = plane }];
    }

    /// <summary>A transposed convolution: each input position times the whole kernel of its group.</summary>
    public static IReadOnlyList<MatrixProduct> Transposed(WorkContext x)
    {
        var (w, groups) = (x.In(1), Math.Max(1, x.Node.Int("group", 1)));
        return [new((long)(x.InCount(0) / Math.Max(1, w[0])), (long)WorkContext.Product(w.AsSpan(1)), w[0] / groups, groups)];
    }

    /// <summary>A stack of products: one large one where all share the right matrix, else one each.</summary>
    public static IReadOnlyList<MatrixProduct> Stacked(WorkContext x, int right)
    {
        var (a, b, outputs) = (x.In(0), x.In(right), x.OutCount());
        var columns = b.Length > 1 ? b[^1] : 1;
        var stack = b.Length > 2 ? (long)WorkContext.Product(b.AsSpan(0, b.Length - 2)) : 1;
        if (columns == 0 || stack == 0) return [];
        return [new((long)(outputs / columns / stack), columns, a[^1], stack)];
    }

    /// <summary>The steps of a recurrent network of so many gates: input and state side by side, a product a direction.</summary>
    public static IReadOnlyList<MatrixProduct> Recurrent(long steps, long batch, long directions, int gates, long inputs, long hidden)
        => [new(batch, gates * hidden, inputs + hidden, directions, steps)];

    /// <summary>The two products of attention: queries with keys, probabilities with values, one a head.</summary>
    public static IReadOnlyList<MatrixProduct> Attention(long heads, long queries, long keys, long width, long valueWidth)
        => [new(queries, keys, width, heads), new(queries, valueWidth, keys, heads)];
}
