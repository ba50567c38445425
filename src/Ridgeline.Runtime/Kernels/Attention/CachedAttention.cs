using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Ridgeline.Runtime.Kernels.Lanes;
using Ridgeline.Runtime.Kernels.Rows;
using Ridgeline.Runtime.Threads;

namespace Ridgeline.Runtime.Kernels.Attention;

/// <summary>
/// Attention of a few queries over a cache of keys and values: each is read once, from where it lies. Bound by memory, so nothing is packed, and a
/// cache that grows is copied while it is read.
/// </summary>
internal static unsafe class CachedAttention
{
    // A longer cache will have left the second-level cache before anybody reads its copy.
    private const long StreamedBytes = 1 << 20;

    /// <summary>Scratch that <see cref="Run(in AttentionCall, WorkerPool, byte*)"/> needs.</summary>
    public static long ScratchBytes(in AttentionCall call, int threads) => sizeof(float) * (((long)call.Keys + 15) / 16 * 16) * threads;

    /// <summary>Computes; allocates nothing.</summary>
    public static void Run(in AttentionCall call, WorkerPool pool, byte* scratch) => Run(call, pool, scratch, VectorWidth.Best);

    /// <summary>Computes with a given vector width.</summary>
    public static void Run(in AttentionCall call, WorkerPool pool, byte* scratch, int width)
    {
        // Who copies a head's keys must be one thread: then a head with all its queries is a chunk.
        var chunks = call.Batch * (call.Appends ? call.KeyHeads : call.Heads * call.Queries);
        pool.Run(chunks, new Work(call, (float*)scratch, Code(width), RowKernels.Code<Softmax>(width)));
    }

    private static delegate*<CachedQuery*, void> Code(int width) => width switch
    {
        512 => &Query<Lanes512, Vector512<float>>,
        256 => &Query<Lanes256, Vector256<float>>,
        128 => &Query<Lanes128, Vector128<float>>,
        _ => &Query<Lanes32, float>,
    };

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Query<TLanes, TVector>(CachedQuery* task)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        var keys = task->First.Count + task->Second.Count;
        Score<TLanes, TVector>(task, &task->First, task->Scores);
        Score<TLanes, TVector>(task, &task->Second, task->Scores + task->First.Count);
        var row = new RowTask { X = task->Scores, Y = task->Scores, Length = keys, Added = task->Mask, Scale = task->Scale };
        task->Softmax(&row, 0, 1);
        new Span<float>(task->Y, (int)task->ValueSize).Clear();
        for (nint c = 0; c < task->ValueSize; c += 4 * TLanes.Count)
        {
            var part = task->ValueSize - c < 4 * TLanes.Count;
            Weigh<TLanes, TVector>(task, &task->First, task->Scores, c, part);
            Weigh<TLanes, TVector>(task, &task->Second, task->Scores + task->First.Count, c, part);
        }
    }

    // scores[j] = q k[j]. Vectors that live across a call are kept in memory, so that sizes with a part of a vector take a loop of their own.
    private static void Score<TLanes, TVector>(CachedQuery* task, CachedKeys* keys, float* scores)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        if (task->HeadSize % (2 * TLanes.Count) == 0) ScoreWhole<TLanes, TVector>(task, keys, scores);
        else ScoreParts<TLanes, TVector>(task, keys, scores);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void ScoreWhole<TLanes, TVector>(CachedQuery* task, CachedKeys* keys, float* scores)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        float* q = task->Q, k = keys->K, copy = keys->KeyCopy;
        nint size = task->HeadSize, n = TLanes.Count, row = keys->KRow, next = copy is null ? 0 : size;
        var streams = task->Streams;
        for (var j = 0; j < keys->Count; j++, k += row, copy += next)
        {
            TVector a = TLanes.All(0), b = a;
            for (nint i = 0; i < size; i += 2 * n)
            {
                TVector k0 = TLanes.Load(k + i), k1 = TLanes.Load(k + i + n);
                a = TLanes.MultiplyAdd(TLanes.Load(q + i), k0, a);
                b = TLanes.MultiplyAdd(TLanes.Load(q + i + n), k1, b);
                if (copy is null) continue;
                Copy<TLanes, TVector>(copy + i, k0, streams);
                Copy<TLanes, TVector>(copy + i + n, k1, streams);
            }
            scores[j] = TLanes.Sum(TLanes.Add(a, b));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void ScoreParts<TLanes, TVector>(CachedQuery* task, CachedKeys* keys, float* scores)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        float* q = task->Q, k = keys->K, copy = keys->KeyCopy;
        nint size = task->HeadSize, next = copy is null ? 0 : size;
        for (var j = 0; j < keys->Count; j++, k += keys->KRow, copy += next)
        {
            var sum = TLanes.All(0);
            for (nint i = 0; i < size; i += TLanes.Count)
            {
                var values = Part.Load<TLanes, TVector>(k + i, size - i, 0);
                sum = TLanes.MultiplyAdd(Part.Load<TLanes, TVector>(q + i, size - i, 0), values, sum);
                if (copy is not null) Part.Store<TLanes, TVector>(copy + i, values, size - i);
            }
            scores[j] = TLanes.Sum(sum);
        }
    }

    // y += Σ p[j] v[j] for the columns from c on that four vectors hold
    private static void Weigh<TLanes, TVector>(CachedQuery* task, CachedKeys* keys, float* p, nint c, bool part)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        if (part) WeighPart<TLanes, TVector>(task, keys, p, c);
        else WeighWhole<TLanes, TVector>(task, keys, p, c);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void WeighWhole<TLanes, TVector>(CachedQuery* task, CachedKeys* keys, float* p, nint c)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        nint n = TLanes.Count, row = keys->VRow, next = keys->ValueCopy is null ? 0 : task->ValueSize;
        float* y = task->Y + c, value = keys->V + c, copy = keys->ValueCopy is null ? null : keys->ValueCopy + c;
        var streams = task->Streams;
        TVector y0 = TLanes.Load(y), y1 = TLanes.Load(y + n), y2 = TLanes.Load(y + (2 * n)), y3 = TLanes.Load(y + (3 * n));
        for (var j = 0; j < keys->Count; j++, value += row, copy += next)
        {
            TVector weight = TLanes.All(p[j]), v0 = TLanes.Load(value), v1 = TLanes.Load(value + n);
            TVector v2 = TLanes.Load(value + (2 * n)), v3 = TLanes.Load(value + (3 * n));
            y0 = TLanes.MultiplyAdd(v0, weight, y0);
            y1 = TLanes.MultiplyAdd(v1, weight, y1);
            y2 = TLanes.MultiplyAdd(v2, weight, y2);
            y3 = TLanes.MultiplyAdd(v3, weight, y3);
            if (copy is null) continue;
            Copy<TLanes, TVector>(copy, v0, streams);
            Copy<TLanes, TVector>(copy + n, v1, streams);
            Copy<TLanes, TVector>(copy + (2 * n), v2, streams);
            Copy<TLanes, TVector>(copy + (3 * n), v3, streams);
        }
        TLanes.Store(y, y0);
        TLanes.Store(y + n, y1);
        TLanes.Store(y + (2 * n), y2);
        TLanes.Store(y + (3 * n), y3);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void WeighPart<TLanes, TVector>(CachedQuery* task, CachedKeys* keys, float* p, nint c)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        for (; c < task->ValueSize; c += TLanes.Count)
        {
            nint left = task->ValueSize - c, next = keys->ValueCopy is null ? 0 : task->ValueSize;
            float* value = keys->V + c, copy = keys->ValueCopy is null ? null : keys->ValueCopy + c;
            var y = Part.Load<TLanes, TVector>(task->Y + c, left, 0);
            for (var j = 0; j < keys->Count; j++, value += keys->VRow, copy += next)
            {
                var values = Part.Load<TLanes, TVector>(value, left, 0);
                y = TLanes.MultiplyAdd(values, TLanes.All(p[j]), y);
                if (copy is not null) Part.Store<TLanes, TVector>(copy, values, left);
            }
            Part.Store<TLanes, TVector>(task->Y + c, y, left);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Copy<TLanes, TVector>(float* to, TVector x, bool streams)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        if (streams) TLanes.Stream(to, x);
        else TLanes.Store(to, x);
    }

    private readonly struct Work(
        AttentionCall call, float* scratch, delegate*<CachedQuery*, void> code, delegate*<RowTask*, nint, nint, void> softmax) : IChunkedWork
    {
        private readonly float* _scratch = scratch;
        private readonly delegate*<CachedQuery*, void> _code = code;
        private readonly delegate*<RowTask*, nint, nint, void> _softmax = softmax;

        public void Run(int chunk, int worker)
        {
            var scores = _scratch + (worker * (nint)((call.Keys + 15) / 16 * 16));
            if (!call.Appends)
            {
                Run(chunk / call.Queries / call.Heads, chunk / call.Queries % call.Heads, chunk % call.Queries, scores, false);
                return;
            }
            var (batch, keyHead, group) = (chunk / call.KeyHeads, chunk % call.KeyHeads, call.Heads / call.KeyHeads);
            for (var i = 0; i < group * call.Queries; i++) Run(batch, (keyHead * group) + (i / call.Queries), i % call.Queries, scores, i == 0);
            // What went past the caches must be there before anybody hears that it is.
            if (Sse.IsSupported) Sse.StoreFence();
        }

        private void Run(int batch, int head, int query, float* scores, bool copies)
        {
            var y = call.Y + (batch * call.YBatch) + (head * call.YHead) + (query * call.YRow);
            var keys = call.KeysOf(query);
            if (keys == 0)
            {
                new Span<float>(y, call.ValueSize).Clear();
                return;
            }
            var keyHead = head / (call.Heads / call.KeyHeads);
            var one = new CachedQuery
            {
                Q = call.Q + (batch * call.QBatch) + (head * call.QHead) + (query * call.QRow), Y = y, Scores = scores,
                Mask = call.Mask is null ? null : call.Mask + (batch * call.MaskBatch) + (head * call.MaskHead) + (query * call.MaskRow),
                HeadSize = call.HeadSize, ValueSize = call.ValueSize, Scale = call.Scale, Softmax = _softmax,
            };
            var own = new CachedKeys
            {
                K = call.K + (batch * call.KBatch) + (keyHead * call.KHead), KRow = call.KRow,
                V = call.V + (batch * call.VBatch) + (keyHead * call.VHead), VRow = call.VRow,
                Count = call.Appends ? keys - call.Past : keys,
            };
            if (call.Appends) Join(ref one, ref own, (batch * call.KeyHeads) + keyHead, copies);
            else one.First = own;
            _code(&one);
        }

        // The cache comes first, then the new keys; the first query that passes leaves a copy of both.
        private void Join(ref CachedQuery one, ref CachedKeys own, nint head, bool copies)
        {
            nint size = call.HeadSize, valueSize = call.ValueSize;
            one.First = new()
            {
                K = call.PastK + (head * call.Past * size), KRow = size, V = call.PastV + (head * call.Past * valueSize), VRow = valueSize, Count = call.Past,
            };
            if (copies)
            {
                one.First.KeyCopy = call.JoinedK + (head * call.Keys * size);
                one.First.ValueCopy = call.JoinedV + (head * call.Keys * valueSize);
                own.KeyCopy = one.First.KeyCopy + (call.Past * size);
                own.ValueCopy = one.First.ValueCopy + (call.Past * valueSize);
                one.Streams = (((nint)call.JoinedK | (nint)call.JoinedV | (size * sizeof(float)) | (valueSize * sizeof(float))) & 63) == 0
                    && call.Keys * (size + valueSize) * call.KeyHeads * sizeof(float) >= StreamedBytes;
            }
            one.Second = own;
        }
    }
}
