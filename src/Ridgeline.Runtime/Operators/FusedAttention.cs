using Ridgeline.Graphs;
using Ridgeline.Runtime.Kernels.Attention;

namespace Ridgeline.Runtime.Operators;

/// <summary>
/// Attention that was written out in small operators: inputs Q, K, V, in whatever order their axes lie, then, optional, a mask that is added, cached keys and
/// cached values; outputs the result and, with a cache, the caches with the new rows.
/// </summary>
internal static unsafe class FusedAttention
{
    /// <summary>A row of its own.</summary>
    /// <param name="sizes">The sizes.</param>
    /// <param name="scale">What the scores are multiplied by.</param>
    /// <param name="q">Strides of Q along [batch, heads, queries, head size], or without the batch.</param>
    /// <param name="k">Strides of K along [batch, heads, head size, keys].</param>
    /// <param name="v">Strides of V along [batch, heads, keys, value size].</param>
    /// <param name="turned">Whether the result is [batch, queries, heads, value size] and not [batch, heads, queries, value size].</param>
    /// <param name="past">Rows of the cache; K and V are those that follow them.</param>
    public static Implementation Row(AttentionSizes sizes, float scale, long[] q, long[] k, long[] v, bool turned, long past) =>
        new("Attention", FusedNode.Unprepared) { Prepare = p => Prepare(p, Call(sizes, scale, q, k, v, turned) with { Past = (int)past }) };

    private static AttentionCall Call(AttentionSizes sizes, float scale, long[] q, long[] k, long[] v, bool turned)
    {
        var (heads, queries, keys, width) = ((nint)sizes.Scores[^3], (nint)sizes.Scores[^2], (int)sizes.Scores[^1], (nint)sizes.ValueSize);
        return new()
        {
            Batch = sizes.Scores.Length == 4 ? (int)sizes.Scores[0] : 1, Heads = (int)heads, KeyHeads = (int)heads, Queries = (int)queries, Keys = keys,
            HeadSize = (int)sizes.HeadSize, ValueSize = (int)width, Scale = scale,
            QBatch = Batch(q), QHead = (nint)q[^3], QRow = (nint)q[^2], KBatch = Batch(k), KHead = (nint)k[^3], KRow = (nint)k[^1],
            VBatch = Batch(v), VHead = (nint)v[^3], VRow = (nint)v[^2],
            YBatch = heads * queries * width, YHead = turned ? width : queries * width, YRow = turned ? heads * width : width,
        };
    }

    private static nint Batch(long[] strides) => strides.Length == 4 ? (nint)strides[0] : 0;

    private static Action<OperatorContext> Prepare(Preparation p, AttentionCall known)
    {
        var scratch = FloatAttention.ScratchBytes(known, p.Options.Threads);
        p.Scratch(scratch);
        var (q, k, v, mask, made) = (p.Dims(0)!, p.Dims(1)!, p.Dims(2)!, p.Dims(3), p.OutputDims(0)!);
        var (pastKeys, pastValues, keys, values) = (p.Dims(4), p.Dims(5), p.OutputDims(1), p.OutputDims(2));
        return x =>
        {
            var call = known;
            call.Q = x.Input(0, q).Pointer<float>();
            call.K = x.Input(1, k).Pointer<float>();
            call.V = x.Input(2, v).Pointer<float>();
            if (mask is not null) PreparedAttention.SetMask(ref call, x.Input(3, mask), x.Input(3).Pointer<float>());
            if (keys is not null)
            {
                call.PastK = x.Input(4, pastKeys!).Pointer<float>();
                call.PastV = x.Input(5, pastValues!).Pointer<float>();
                call.JoinedK = x.Output(1, ElementType.Float, keys).Pointer<float>();
                call.JoinedV = x.Output(2, ElementType.Float, values!).Pointer<float>();
            }
            call.Y = x.Output(0, ElementType.Float, made).Pointer<float>();
            FloatAttention.Run(call, x.Pool, x.Scratch(scratch));
        };
    }
}
