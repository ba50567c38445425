using System.Numerics.Tensors;
using Ridgeline.Graphs;
using Ridgeline.Runtime.Kernels.Elementwise;
using Ridgeline.Runtime.Kernels.Gemm;
using Ridgeline.Runtime.Threads;

namespace Ridgeline.Runtime.Operators;

/// <summary>
/// Attention of floats, one head at a time on a thread: keys and values are packed, and a block of scores lives in the cache from the product through
/// mask and softmax to the second product. Queries and results stay where they lie, [batch, length, heads, size] or [batch, heads, length, size].
/// </summary>
internal static unsafe class FloatAttention
{
    // Rows of scores at a time: 64 rows of 1024 keys are 256 KiB, which the second-level cache holds.
    private const int BlockRows = 64;

    // Fewer queries than this are not worth packing the keys for.
    private const int FewestPacked = 8;

    /// <summary>What runs, if the node asks for nothing that only the plain form has.</summary>
    public static Action<OperatorContext>? Prepare(Preparation p)
    {
        for (var i = 0; i < 3; i++) if (p.Element(i) != ElementType.Float || p.Dims(i) is null) return null;
        if (p.Has(6) || p.OutputDims(3) is not null || p.Node.Float("softcap", 0) != 0 || p.Dims(0)!.Length != p.Dims(1)!.Length) return null;
        if (p.Has(4) && (!p.Has(5) || p.OutputDims(1) is null || p.OutputDims(2) is null || p.Dims(4) is null)) return null;
        if (p.Has(3) && p.Dims(3) is null) return null;
        var sizes = AttentionSizes.Of(p);
        if (p.Has(3) && p.Dims(3)![^1] != 1 && p.Dims(3)![^1] != sizes.Keys) return null;
        p.Scratch(sizes.ScratchBytes(BlockRows) * p.Options.Threads);
        return x => Run(x, sizes);
    }

    private static void Run(OperatorContext x, AttentionSizes s)
    {
        var (q, k, v) = (x.Input(0), x.Input(1), x.Input(2));
        var (keys, values) = (Matrices.Of(k, s.Packed, s.KeyHeads, s.KeySize), Matrices.Of(v, s.Packed, s.KeyHeads, s.ValueSize));
        if (x.Has(4))
        {
            keys = Join(x.Input(4), keys, x.Output(1, ElementType.Float, [s.Batch, s.KeyHeads, s.Keys, s.KeySize]), s.KeySize);
            values = Join(x.Input(5), values, x.Output(2, ElementType.Float, [s.Batch, s.KeyHeads, s.Keys, s.ValueSize]), s.ValueSize);
        }
        else
        {
            if (x.Wants(1)) keys = Join(null, keys, x.Output(1, ElementType.Float, [s.Batch, s.KeyHeads, s.Keys, s.KeySize]), s.KeySize);
            if (x.Wants(2)) values = Join(null, values, x.Output(2, ElementType.Float, [s.Batch, s.KeyHeads, s.Keys, s.ValueSize]), s.ValueSize);
        }
        var output = s.Packed
            ? x.Output(0, ElementType.Float, [s.Batch, s.Queries, s.Heads * s.ValueSize])
            : x.Output(0, ElementType.Float, [s.Batch, s.Heads, s.Queries, s.ValueSize]);
        var result = Matrices.Of(output, s.Packed, s.Heads, s.ValueSize);
        var scratch = x.Scratch(s.ScratchBytes(BlockRows) * x.Pool.Threads);
        var work = new HeadWork(s, Matrices.Of(q, s.Packed, s.Heads, s.KeySize), keys, values, result, x.Optional(3), (float*)scratch);
        x.Pool.Run((int)(s.Batch * s.Heads), work);
    }

    private static Matrices Join(RuntimeTensor? past, Matrices present, RuntimeTensor joined, long size)
    {
        var (heads, before) = (joined.Dims[1], past?.Dims[2] ?? 0);
        for (var i = 0L; i < joined.Dims[0] * heads; i++)
        {
            var to = joined.Pointer<float>() + (i * joined.Dims[2] * size);
            if (past is not null) new ReadOnlySpan<float>(past.Pointer<float>() + (i * before * size), (int)(before * size)).CopyTo(new(to, (int)(before * size)));
            for (var t = before; t < joined.Dims[2]; t++)
            {
                var from = present.At(i / heads, i % heads) + ((t - before) * present.Row);
                new ReadOnlySpan<float>(from, (int)size).CopyTo(new(to + (t * size), (int)size));
            }
        }
        return Matrices.Of(joined, false, heads, size);
    }

    private readonly struct HeadWork(AttentionSizes s, Matrices q, Matrices k, Matrices v, Matrices y, RuntimeTensor? mask, float* scratch) : IChunkedWork
    {
        private readonly float* _scratch = scratch;

        public void Run(int chunk, int worker)
        {
            var (b, h) = (chunk / s.Heads, chunk % s.Heads);
            var shared = h / (s.Heads / s.KeyHeads);
            var own = _scratch + (worker * s.ScratchBytes(BlockRows) / sizeof(float));
            if (s.Queries >= FewestPacked) Packed(own, b, h, q.At(b, h), k.At(b, shared), v.At(b, shared), y.At(b, h));
            else Direct(own, b, h, q.At(b, h), k.At(b, shared), v.At(b, shared), y.At(b, h));
        }

        private void Packed(float* own, long b, long h, float* query, float* key, float* value, float* result)
        {
            var (keyLayout, valueLayout) = (s.KeyLayout, s.ValueLayout);
            var (keyPanels, valuePanels, scores) = ((nint)own, (nint)(own + keyLayout.Floats), own + keyLayout.Floats + valueLayout.Floats);
            PanelPacking.PackAll(keyLayout, (float*)keyPanels, key, 1, k.Row);
            PanelPacking.PackAll(valueLayout, (float*)valuePanels, value, v.Row, 1);
            for (var row = 0; row < s.Queries; row += BlockRows)
            {
                var rows = (int)Math.Min(BlockRows, s.Queries - row);
                var first = new GemmCall(query + (row * q.Row), q.Row, rows, keyLayout, (float*)keyPanels, scores, (nint)s.Keys, new(null, new(UnaryKind.Linear, s.Scale)));
                for (var panel = 0; panel < keyLayout.Panels; panel++) first.RunPanel(panel, 0, rows);
                for (var r = 0; r < rows; r++) Normalise(scores + (r * s.Keys), b, h, row + r);
                var second = new GemmCall(scores, (nint)s.Keys, rows, valueLayout, (float*)valuePanels, result + (row * y.Row), y.Row, default);
                for (var panel = 0; panel < valueLayout.Panels; panel++) second.RunPanel(panel, 0, rows);
            }
        }

        private void Direct(float* scores, long b, long h, float* query, float* key, float* value, float* result)
        {
            for (var row = 0; row < s.Queries; row++)
            {
                var one = new ReadOnlySpan<float>(query + (row * q.Row), (int)s.KeySize);
                for (var j = 0; j < s.Keys; j++) scores[j] = s.Scale * TensorPrimitives.Dot(one, new ReadOnlySpan<float>(key + (j * k.Row), (int)s.KeySize));
                Normalise(scores, b, h, row);
                var sum = new Span<float>(result + (row * y.Row), (int)s.ValueSize);
                sum.Clear();
                for (var j = 0; j < s.Keys; j++) TensorPrimitives.MultiplyAdd(new ReadOnlySpan<float>(value + (j * v.Row), sum.Length), scores[j], sum, sum);
            }
        }

        private void Normalise(float* scores, long b, long h, int row)
        {
            if (mask is not null) Mask(scores, b, h, row);
            var seen = s.Causal ? Math.Clamp(row + s.Past + 1, 0, s.Keys) : s.Keys;
            new Span<float>(scores + seen, (int)(s.Keys - seen)).Clear();
            if (seen > 0) FloatNormalization.Softmax(scores, scores, (int)seen);
        }

        private void Mask(float* scores, long b, long h, int row)
        {
            var (rank, columns) = (mask!.Rank, mask.Dims[^1]);
            long Size(int fromEnd) => rank >= fromEnd ? mask.Dims[^fromEnd] : 1;
            var at = ((Size(4) == 1 ? 0 : b) * Size(3)) + (Size(3) == 1 ? 0 : h);
            at = ((at * Size(2)) + (Size(2) == 1 ? 0 : row)) * columns;
            for (var j = 0L; j < s.Keys; j++)
            {
                var place = at + (columns == 1 ? 0 : j);
                if (mask.Element == ElementType.Bool) scores[j] = mask.Pointer<byte>()[place] != 0 ? scores[j] : float.NegativeInfinity;
                else scores[j] += mask.Pointer<float>()[place];
            }
        }
    }
}
