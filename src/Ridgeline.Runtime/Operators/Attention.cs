using System.Numerics;
using System.Numerics.Tensors;
using Ridgeline.Graphs;
using Ridgeline.Graphs.Operators;

namespace Ridgeline.Runtime.Operators;

/// <summary>Attention in its plain form: scores = scale Q K', softcap, mask, softmax, times V. Heads of keys and values may be shared by several queries'.</summary>
internal static class Attention
{
    public static readonly Implementation[] Rows =
    [
        new("Attention", Run) { Widens = true, Prepare = PreparedAttention.Prepare },
        new("FlexAttention", RunFlexible) { Widens = true, Domain = Domains.Preview },
    ];

    /// <summary>The plain form.</summary>
    public static void Run(OperatorContext x)
    {
        var (q, k, v) = (x.Input(0), x.Input(1), x.Input(2));
        var packed = q.Rank == 3;
        var (queryHeads, keyHeads) = packed ? (x.Node.Int("q_num_heads", 1), x.Node.Int("kv_num_heads", 1)) : (q.Dims[1], k.Dims[1]);
        var (queries, keys, values) = packed ? (Heads(q, queryHeads), Heads(k, keyHeads), Heads(v, keyHeads)) : (q, k, v);
        var (past, pastValues) = (x.Optional(4), x.Optional(5));
        if (past is not null) (keys, values) = (Joined(past, keys), Joined(pastValues!, values));
        if (x.Wants(1)) x.OutputLike(1, keys).CopyFrom(keys);
        if (x.Wants(2)) x.OutputLike(2, values).CopyFrom(values);
        var valueSize = values.Dims[3];
        long[] dims = packed ? [q.Dims[0], q.Dims[1], queryHeads * valueSize] : [q.Dims[0], queryHeads, q.Dims[2], valueSize];
        var scores = new RuntimeTensor(q.Element, q.Dims[0], queryHeads, queries.Dims[2], keys.Dims[2]);
        var shown = x.Wants(3) ? x.OutputLike(3, scores) : null;
        var made = new RuntimeTensor(q.Element, q.Dims[0], queryHeads, queries.Dims[2], valueSize);
        ElementDispatch.Reals(q.Element, new Whole(x, queries, keys, values, scores, shown, made, past?.Dims[2] ?? 0));
        var output = x.Output(0, q.Element, dims);
        if (packed) StridedCopy.Run(made, 0, Unpacked(made.Dims), output.Reshaped([q.Dims[0], q.Dims[1], queryHeads, valueSize]));
        else output.CopyFrom(made);
    }

    private static void RunFlexible(OperatorContext x)
    {
        var (q, k, v) = (x.Input(0), x.Input(1), x.Input(2));
        var scores = new RuntimeTensor(q.Element, q.Dims[0], q.Dims[1], q.Dims[2], k.Dims[2]);
        ElementDispatch.Reals(q.Element, new Scores(q, k, scores, x.Node.Float("scale", 1 / MathF.Sqrt(q.Dims[3]))));
        if (x.Node.Subgraph("score_mod") is { } change) scores = (RuntimeTensor)x.Invoke(change, scores)[0];
        ElementDispatch.Reals(q.Element, new Normalised(scores));
        if (x.Node.Subgraph("prob_mod") is { } last) scores = (RuntimeTensor)x.Invoke(last, scores)[0];
        ElementDispatch.Reals(q.Element, new Weighted(scores, v, x.Output(0, q.Element, [.. q.Dims[..3], v.Dims[3]])));
    }

    // [batch, length, heads size] -> [batch, heads, length, size]
    private static RuntimeTensor Heads(RuntimeTensor tensor, long heads)
    {
        var (batch, length, size) = (tensor.Dims[0], tensor.Dims[1], tensor.Dims[2] / heads);
        var result = new RuntimeTensor(tensor.Element, batch, heads, length, size);
        StridedCopy.Run(tensor, 0, [length * heads * size, size, heads * size, 1], result);
        return result;
    }

    private static long[] Unpacked(long[] dims) => [dims[1] * dims[2] * dims[3], dims[3], dims[2] * dims[3], 1];

    private static RuntimeTensor Joined(RuntimeTensor past, RuntimeTensor present)
    {
        var result = new RuntimeTensor(past.Element, past.Dims[0], past.Dims[1], past.Dims[2] + present.Dims[2], past.Dims[3]);
        Slicing.Join([past, present], 2, result);
        return result;
    }

    private readonly struct Whole(
        OperatorContext x, RuntimeTensor q, RuntimeTensor k, RuntimeTensor v, RuntimeTensor scores, RuntimeTensor? shown, RuntimeTensor output, long past) : IRealVisitor
    {
        public void Visit<T>()
            where T : unmanaged, IFloatingPointIeee754<T>, IMinMaxValue<T>
        {
            new Scores(q, k, scores, x.Node.Float("scale", 1 / MathF.Sqrt(q.Dims[3]))).Visit<T>();
            var mode = x.Node.Int("qk_matmul_output_mode", 0);
            if (mode == 0) shown?.CopyFrom(scores);
            var cap = T.CreateTruncating(x.Node.Float("softcap", 0));
            var span = scores.Span<T>();
            if (cap > T.Zero) for (var i = 0; i < span.Length; i++) span[i] = cap * T.Tanh(span[i] / cap);
            if (mode == 1) shown?.CopyFrom(scores);
            Mask<T>();
            if (mode == 2) shown?.CopyFrom(scores);
            new Normalised(scores).Visit<T>();
            if (mode == 3) shown?.CopyFrom(scores);
            new Weighted(scores, v, output).Visit<T>();
        }

        private void Mask<T>()
            where T : unmanaged, IFloatingPointIeee754<T>
        {
            var (batch, heads, rows, columns) = (scores.Dims[0], scores.Dims[1], scores.Dims[2], scores.Dims[3]);
            var (mask, lengths) = (x.Optional(3), x.Integers(6));
            var causal = x.Node.Int("is_causal", 0) != 0;
            long[]? strides = null;
            var own = columns;
            if (mask is not null)
            {
                own = mask.Dims[^1] == 1 ? columns : mask.Dims[^1];
                strides = Shaping.Stretched(mask, [batch, heads, rows, own]);
            }
            for (var i = 0L; i < scores.Count; i++)
            {
                var (c, r, h, b) = (i % columns, i / columns % rows, i / columns / rows % heads, i / columns / rows / heads);
                var offset = lengths is null ? past : lengths[b] - rows;
                var barred = (causal && c > r + offset) || (lengths is not null && c >= lengths[b]) || c >= own;
                ref var score = ref scores.Span<T>()[(int)i];
                if (!barred && mask is not null)
                {
                    var at = (int)((b * strides![0]) + (h * strides[1]) + (r * strides[2]) + (c * strides[3]));
                    if (mask.Element == ElementType.Bool) barred = mask.Bytes[at] == 0;
                    else score += T.CreateTruncating(ScalarReading.Real(mask, at));
                }
                if (barred) score = T.NegativeInfinity;
            }
        }
    }

    // scores[b, h, i, j] = scale Σ q[b, h, i, ·] k[b, h / group, j, ·]
    private readonly struct Scores(RuntimeTensor q, RuntimeTensor k, RuntimeTensor scores, double scale) : IRealVisitor
    {
        public void Visit<T>()
            where T : unmanaged, IFloatingPointIeee754<T>, IMinMaxValue<T>
        {
            var (heads, rows, columns, size) = (q.Dims[1], q.Dims[2], k.Dims[2], (int)q.Dims[3]);
            var group = heads / k.Dims[1];
            for (var row = 0L; row < q.Dims[0] * heads * rows; row++)
            {
                var (b, h) = (row / rows / heads, row / rows % heads);
                var query = q.Span<T>().Slice((int)row * size, size);
                for (var j = 0L; j < columns; j++)
                {
                    var key = k.Span<T>().Slice((int)((((b * k.Dims[1]) + (h / group)) * columns) + j) * size, size);
                    scores.Span<T>()[(int)((row * columns) + j)] = T.CreateTruncating(scale) * TensorPrimitives.Dot<T>(query, key);
                }
            }
        }
    }

    // Softmax of each row; a row of which everything is masked becomes 0.
    private readonly struct Normalised(RuntimeTensor scores) : IRealVisitor
    {
        public void Visit<T>()
            where T : unmanaged, IFloatingPointIeee754<T>, IMinMaxValue<T>
        {
            var columns = (int)scores.Dims[3];
            for (var at = 0; at < scores.Count; at += columns)
            {
                var row = scores.Span<T>().Slice(at, columns);
                var largest = TensorPrimitives.Max<T>(row);
                if (T.IsNegativeInfinity(largest))
                {
                    row.Clear();
                    continue;
                }
                var sum = T.Zero;
                for (var j = 0; j < row.Length; j++) sum += row[j] = T.Exp(row[j] - largest);
                for (var j = 0; j < row.Length; j++) row[j] /= sum;
            }
        }
    }

    // output[b, h, i, ·] = Σ_j scores[b, h, i, j] v[b, h / group, j, ·]
    private readonly struct Weighted(RuntimeTensor scores, RuntimeTensor v, RuntimeTensor output) : IRealVisitor
    {
        public void Visit<T>()
            where T : unmanaged, IFloatingPointIeee754<T>, IMinMaxValue<T>
        {
            var (heads, rows, columns, size) = (scores.Dims[1], scores.Dims[2], (int)scores.Dims[3], (int)v.Dims[3]);
            var group = heads / v.Dims[1];
            output.Span<T>().Clear();
            for (var row = 0L; row < scores.Dims[0] * heads * rows; row++)
            {
                var (b, h) = (row / rows / heads, row / rows % heads);
                var result = output.Span<T>().Slice((int)row * size, size);
                for (var j = 0; j < columns; j++)
                {
                    var value = v.Span<T>().Slice((int)((((b * v.Dims[1]) + (h / group)) * columns) + j) * size, size);
                    TensorPrimitives.MultiplyAdd(value, scores.Span<T>()[(int)(row * columns) + j], result, result);
                }
            }
        }
    }
}
