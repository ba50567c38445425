using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Ridgeline.Runtime.Kernels.Lanes;
using Ridgeline.Runtime.Kernels.Rows;
using Ridgeline.Runtime.Threads;

namespace Ridgeline.Runtime.Kernels.Attention;

/// <summary>Attention of a few queries over a cache of keys and values: each is read once, from where it lies. Bound by memory, so nothing is packed.</summary>
internal static unsafe class CachedAttention
{
    /// <summary>Scratch that <see cref="Run(in AttentionCall, WorkerPool, byte*)"/> needs.</summary>
    public static long ScratchBytes(in AttentionCall call, int threads) => sizeof(float) * (((long)call.Keys + 15) / 16 * 16) * threads;

    /// <summary>Computes; allocates nothing.</summary>
    public static void Run(in AttentionCall call, WorkerPool pool, byte* scratch) => Run(call, pool, scratch, VectorWidth.Best);

    /// <summary>Computes with a given vector width.</summary>
    public static void Run(in AttentionCall call, WorkerPool pool, byte* scratch, int width) =>
        pool.Run(call.Batch * call.Heads * call.Queries, new Work(call, (float*)scratch, Code(width), RowKernels.Code<Softmax>(width)));

    private static delegate*<AttentionCall*, float*, float*, float*, int, float*, float*, delegate*<RowTask*, nint, nint, void>, void> Code(int width) => width switch
    {
        512 => &Query<Lanes512, Vector512<float>>,
        256 => &Query<Lanes256, Vector256<float>>,
        128 => &Query<Lanes128, Vector128<float>>,
        _ => &Query<Lanes32, float>,
    };

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Query<TLanes, TVector>(
        AttentionCall* call, float* q, float* k, float* v, int keys, float* scores, float* y, delegate*<RowTask*, nint, nint, void> softmax)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        nint size = call->HeadSize;
        for (var j = 0; j < keys; j++, k += call->KRow)
        {
            TVector a = TLanes.All(0), b = a;
            nint i = 0;
            for (; i <= size - (2 * TLanes.Count); i += 2 * TLanes.Count)
            {
                a = TLanes.MultiplyAdd(TLanes.Load(q + i), TLanes.Load(k + i), a);
                b = TLanes.MultiplyAdd(TLanes.Load(q + i + TLanes.Count), TLanes.Load(k + i + TLanes.Count), b);
            }
            for (; i < size; i += TLanes.Count) a = TLanes.MultiplyAdd(Part.Load<TLanes, TVector>(q + i, size - i, 0), Part.Load<TLanes, TVector>(k + i, size - i, 0), a);
            scores[j] = TLanes.Sum(TLanes.Add(a, b));
        }
        var row = new RowTask { X = scores, Y = scores, Length = keys, Added = call->Mask, Scale = call->Scale };
        softmax(&row, 0, 1);
        for (nint c = 0; c < call->ValueSize; c += 4 * TLanes.Count)
        {
            TVector y0 = TLanes.All(0), y1 = y0, y2 = y0, y3 = y0;
            nint left = call->ValueSize - c, n = TLanes.Count;
            var value = v + c;
            for (var j = 0; j < keys; j++, value += call->VRow)
            {
                var p = TLanes.All(scores[j]);
                y0 = TLanes.MultiplyAdd(Part.Load<TLanes, TVector>(value, left, 0), p, y0);
                if (left > n) y1 = TLanes.MultiplyAdd(Part.Load<TLanes, TVector>(value + n, left - n, 0), p, y1);
                if (left > 2 * n) y2 = TLanes.MultiplyAdd(Part.Load<TLanes, TVector>(value + (2 * n), left - (2 * n), 0), p, y2);
                if (left > 3 * n) y3 = TLanes.MultiplyAdd(Part.Load<TLanes, TVector>(value + (3 * n), left - (3 * n), 0), p, y3);
            }
            Part.Store<TLanes, TVector>(y + c, y0, left);
            if (left > n) Part.Store<TLanes, TVector>(y + c + n, y1, left - n);
            if (left > 2 * n) Part.Store<TLanes, TVector>(y + c + (2 * n), y2, left - (2 * n));
            if (left > 3 * n) Part.Store<TLanes, TVector>(y + c + (3 * n), y3, left - (3 * n));
        }
    }

    private readonly struct Work(
        AttentionCall call, float* scratch, delegate*<AttentionCall*, float*, float*, float*, int, float*, float*, delegate*<RowTask*, nint, nint, void>, void> code,
        delegate*<RowTask*, nint, nint, void> softmax) : IChunkedWork
    {
        private readonly float* _scratch = scratch;
        private readonly delegate*<AttentionCall*, float*, float*, float*, int, float*, float*, delegate*<RowTask*, nint, nint, void>, void> _code = code;
        private readonly delegate*<RowTask*, nint, nint, void> _softmax = softmax;

        public void Run(int chunk, int worker)
        {
            int query = chunk % call.Queries, head = chunk / call.Queries % call.Heads, batch = chunk / call.Queries / call.Heads;
            var keyHead = head / (call.Heads / call.KeyHeads);
            var one = call;
            if (call.Mask is not null) one.Mask = call.Mask + (batch * call.MaskBatch) + (head * call.MaskHead) + (query * call.MaskRow);
            var y = call.Y + (batch * call.YBatch) + (head * call.YHead) + (query * call.YRow);
            var keys = call.KeysOf(query);
            if (keys == 0)
            {
                new Span<float>(y, call.ValueSize).Clear();
                return;
            }
            _code(
                &one, call.Q + (batch * call.QBatch) + (head * call.QHead) + (query * call.QRow), call.K + (batch * call.KBatch) + (keyHead * call.KHead),
                call.V + (batch * call.VBatch) + (keyHead * call.VHead), keys, _scratch + (worker * (nint)((call.Keys + 15) / 16 * 16)), y, _softmax);
        }
    }
}
