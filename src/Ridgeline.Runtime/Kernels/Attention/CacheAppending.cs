using Ridgeline.Runtime.Threads;

namespace Ridgeline.Runtime.Kernels.Attention;

/// <summary>Copies a cache of keys and values together with new ones: [batch, key heads, past + new, size].</summary>
internal readonly unsafe struct CacheAppending(AttentionCall call) : IChunkedWork
{
    /// <summary>Copies, and returns the call that reads the copies.</summary>
    public static AttentionCall Run(in AttentionCall call, WorkerPool pool)
    {
        pool.Run(call.Batch * call.KeyHeads, new CacheAppending(call));
        var joined = call;
        joined.K = call.JoinedK;
        joined.V = call.JoinedV;
        joined.PastK = joined.PastV = joined.JoinedK = joined.JoinedV = null;
        (joined.KBatch, joined.KHead, joined.KRow) = ((nint)call.KeyHeads * call.Keys * call.HeadSize, (nint)call.Keys * call.HeadSize, call.HeadSize);
        (joined.VBatch, joined.VHead, joined.VRow) = ((nint)call.KeyHeads * call.Keys * call.ValueSize, (nint)call.Keys * call.ValueSize, call.ValueSize);
        return joined;
    }

    /// <inheritdoc/>
    public void Run(int chunk, int worker)
    {
        nint batch = chunk / call.KeyHeads, head = chunk % call.KeyHeads;
        Join(call.PastK, call.K + (batch * call.KBatch) + (head * call.KHead), call.KRow, call.JoinedK, chunk, call.HeadSize);
        Join(call.PastV, call.V + (batch * call.VBatch) + (head * call.VHead), call.VRow, call.JoinedV, chunk, call.ValueSize);
    }

    private void Join(float* past, float* added, nint row, float* joined, nint head, nint size)
    {
        var to = joined + (head * call.Keys * size);
        var bytes = call.Past * size * sizeof(float);
        Buffer.MemoryCopy(past + (head * call.Past * size), to, bytes, bytes);
        for (nint t = 0; t < call.Keys - call.Past; t++)
        {
            new ReadOnlySpan<float>(added + (t * row), (int)size).CopyTo(new(to + ((call.Past + t) * size), (int)size));
        }
    }
}
