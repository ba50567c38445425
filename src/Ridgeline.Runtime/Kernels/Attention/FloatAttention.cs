using Ridgeline.Runtime.Kernels.Elementwise;
using Ridgeline.Runtime.Kernels.Gemm;
using Ridgeline.Runtime.Kernels.Lanes;
using Ridgeline.Runtime.Kernels.Rows;
using Ridgeline.Runtime.Threads;

namespace Ridgeline.Runtime.Kernels.Attention;

/// <summary>
/// Attention of whole sequences: K and V are packed once for all queries, then blocks of queries go through scores, softmax and values while the
/// scores are in the cache; they never reach memory. A few queries against many cached keys take <see cref="CachedAttention"/>.
/// </summary>
internal static unsafe class FloatAttention
{
    private const int QueryBlock = 48;
    private const int FewQueries = 4;

    /// <summary>Scratch that <see cref="Run"/> needs.</summary>
    public static long ScratchBytes(in AttentionCall call, int threads)
    {
        if (call.Queries <= FewQueries) return CachedAttention.ScratchBytes(call, threads);
        return sizeof(float) * ((call.Batch * call.KeyHeads * (Round(KeyLayout(call).Floats) + Round(ValueLayout(call).Floats))) + (threads * (long)QueryBlock * Round(call.Keys)));
    }

    /// <summary>Computes; allocates nothing. A query that sees no key gives zeros.</summary>
    public static void Run(in AttentionCall call, WorkerPool pool, byte* scratch)
    {
        // A query that does not see all keys could not copy them all.
        if (call.Appends && (call.Queries is 0 or > FewQueries || (call.Causal && call.Queries > 1)))
        {
            Run(CacheAppending.Run(call, pool), pool, scratch);
            return;
        }
        if (call.Batch == 0 || call.Heads == 0 || call.Queries == 0) return;
        if (call.Queries <= FewQueries)
        {
            CachedAttention.Run(call, pool, scratch);
            return;
        }
        var heads = call.Batch * call.KeyHeads;
        var keys = (float*)scratch;
        var values = keys + (heads * (nint)Round(KeyLayout(call).Floats));
        var scores = values + (heads * (nint)Round(ValueLayout(call).Floats));
        pool.Run(heads, new Packing(call, keys, values));
        var blocks = (call.Queries + QueryBlock - 1) / QueryBlock;
        pool.Run(call.Batch * call.Heads * blocks, new Queries(call, keys, values, scores, blocks, RowKernels.Code<Softmax>(VectorWidth.Best)));
    }

    private static PanelLayout KeyLayout(in AttentionCall call) => new(GemmKernels.Best, call.Keys, call.HeadSize);

    private static PanelLayout ValueLayout(in AttentionCall call) => new(GemmKernels.Best, call.ValueSize, call.Keys);

    private static long Round(long floats) => (floats + 15) / 16 * 16;

    private readonly struct Packing(AttentionCall call, float* keys, float* values) : IChunkedWork
    {
        private readonly float* _keys = keys, _values = values;

        public void Run(int chunk, int worker)
        {
            int batch = chunk / call.KeyHeads, head = chunk % call.KeyHeads;
            var (k, v) = (KeyLayout(call), ValueLayout(call));
            PanelPacking.PackAll(k, _keys + (chunk * (nint)Round(k.Floats)), call.K + (batch * call.KBatch) + (head * call.KHead), 1, call.KRow);
            PanelPacking.PackAll(v, _values + (chunk * (nint)Round(v.Floats)), call.V + (batch * call.VBatch) + (head * call.VHead), call.VRow, 1);
        }
    }

    private readonly struct Queries(AttentionCall call, float* keys, float* values, float* scores, int blocks, delegate*<RowTask*, nint, nint, void> softmax) : IChunkedWork
    {
        private readonly float* _keys = keys, _values = values, _scores = scores;
        private readonly delegate*<RowTask*, nint, nint, void> _softmax = softmax;
        private readonly delegate*<float*, float*, nint, float, float, void> _scale = UnaryKernels.Of(UnaryKind.Linear);

        public void Run(int chunk, int worker)
        {
            int block = chunk % blocks, head = chunk / blocks % call.Heads, batch = chunk / blocks / call.Heads;
            int first = (int)((long)call.Queries * block / blocks), rows = (int)((long)call.Queries * (block + 1) / blocks) - first;
            var keyHead = (batch * call.KeyHeads) + (head / (call.Heads / call.KeyHeads));
            var stride = (nint)Round(call.Keys);
            var p = _scores + (worker * QueryBlock * stride);
            var q = call.Q + (batch * call.QBatch) + (head * call.QHead) + (first * call.QRow);
            var k = KeyLayout(call);
            var product = new GemmCall(q, call.QRow, rows, k, _keys + (keyHead * (nint)Round(k.Floats)), p, stride, default);
            for (var panel = 0; panel < k.Panels; panel++) product.RunPanel(panel, 0, rows);
            var sums = stackalloc float[QueryBlock];
            Weigh(p, stride, batch, head, first, rows, sums);
            var y = call.Y + (batch * call.YBatch) + (head * call.YHead) + (first * call.YRow);
            var v = ValueLayout(call);
            product = new(p, stride, rows, v, _values + (keyHead * (nint)Round(v.Floats)), y, call.YRow, default);
            for (var panel = 0; panel < v.Panels; panel++) product.RunPanel(panel, 0, rows);
            // Divided last: a row of the result is shorter than a row of weights.
            for (var row = 0; row < rows; row++) _scale(y + (row * call.YRow), y + (row * call.YRow), call.ValueSize, 1 / sums[row], 0);
        }

        private void Weigh(float* p, nint stride, int batch, int head, int first, int rows, float* sums)
        {
            var mask = call.Mask is null ? null : call.Mask + (batch * call.MaskBatch) + (head * call.MaskHead) + (first * call.MaskRow);
            var task = new RowTask
            {
                X = p, XStride = stride, Y = p, YStride = stride, Length = call.Keys, Added = mask, AddedStride = call.MaskRow, Scale = call.Scale, Sum = sums, SumStride = 1,
            };
            if (!call.Causal)
            {
                _softmax(&task, 0, rows);
                return;
            }
            for (var row = 0; row < rows; row++)
            {
                task.Length = call.KeysOf(first + row);
                if (task.Length > 0) _softmax(&task, row, row + 1);
                else sums[row] = 1;
                new Span<float>(p + (row * stride) + task.Length, call.Keys - (int)task.Length).Clear();
            }
        }
    }
}
