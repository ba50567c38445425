using Ridgeline.Runtime.Kernels.Attention;
using Ridgeline.Runtime.Kernels.Gemm;
using Ridgeline.Runtime.Kernels.Lanes;
using Ridgeline.Runtime.Kernels.Memory;
using Ridgeline.Runtime.Threads;

namespace Ridgeline.Runtime.Tests.Kernels;

/// <summary>Attention and products of batches against their definitions in double.</summary>
public sealed unsafe class AttentionTests
{
    public static TheoryData<int> Widths => [.. VectorWidth.Usable];

    [Theory]
    [InlineData(1, 2, 2, 128, 128, 64, false, false)]
    [InlineData(2, 4, 2, 37, 50, 24, true, false)]
    [InlineData(1, 3, 1, 100, 100, 20, false, true)]
    [InlineData(1, 2, 2, 9, 70, 33, true, true)]
    public void Whole_sequences(int batch, int heads, int keyHeads, int queries, int keys, int size, bool masked, bool causal) =>
        Check(batch, heads, keyHeads, queries, keys, size, masked, causal, 0);

    [Theory]
    [MemberData(nameof(Widths))]
    public void A_few_queries_over_a_cache(int width)
    {
        Check(1, 12, 12, 1, 200, 64, false, false, width);
        Check(2, 4, 2, 3, 77, 20, true, true, width);
        Check(1, 1, 1, 1, 1, 130, true, false, width);
    }

    [Fact]
    public void Products_of_batches()
    {
        Product(5, 7, 33, 20, false, 2);
        Product(3, 40, 100, 65, true, 3);
        Product(1, 200, 300, 150, true, 2);
        Product(2, 1, 50, 64, false, 1);
        Product(4, 130, 200, 180, true, 2);
    }

    private static void Product(int batch, int m, int n, int k, bool transposed, int threads)
    {
        using var pool = new WorkerPool(threads);
        using Numbers a = new((long)batch * m * k, 1), b = new((long)batch * k * n, 2), c = new((long)batch * m * n);
        var call = new BatchedGemmCall
        {
            Batch = batch, Rows = m, Columns = n, Depth = k, A = a, ABatch = (nint)m * k, ARow = k, B = b, BBatch = (nint)k * n, BRow = transposed ? 1 : n, BColumn = transposed ? k : 1,
            C = c, CBatch = (nint)m * n, CRow = n,
        };
        using var scratch = new NativeBuffer(BatchedGemm.ScratchBytes(call, threads));
        BatchedGemm.Run(call, pool, scratch.Pointer);
        c.AssertGuard();
        for (var i = 0; i < batch * m * n; i++)
        {
            int column = i % n, row = i / n % m, item = i / n / m;
            double sum = 0;
            for (var p = 0; p < k; p++) sum += (double)a[(((item * m) + row) * k) + p] * b[(item * k * n) + (transposed ? (column * k) + p : (p * n) + column)];
            Assert.Equal(sum, c[i], 4e-5);
        }
    }

    // Heads side by side in a row, as a projection leaves them.
    private static void Check(int batch, int heads, int keyHeads, int queries, int keys, int size, bool masked, bool causal, int width)
    {
        using var pool = new WorkerPool(2);
        using Numbers q = new((long)batch * queries * heads * size, 1), k = new((long)batch * keys * keyHeads * size, 2), v = new((long)batch * keys * keyHeads * size, 3);
        using Numbers mask = new((long)batch * queries * keys, 4, 3), y = new((long)batch * queries * heads * size);
        int qRow = heads * size, kRow = keyHeads * size, past = causal ? keys - queries : 0;
        var call = new AttentionCall
        {
            Batch = batch, Heads = heads, KeyHeads = keyHeads, Queries = queries, Keys = keys, HeadSize = size, ValueSize = size,
            Q = q, QBatch = queries * qRow, QHead = size, QRow = qRow, K = k, KBatch = keys * kRow, KHead = size, KRow = kRow, V = v, VBatch = keys * kRow, VHead = size, VRow = kRow,
            Y = y, YBatch = queries * qRow, YHead = size, YRow = qRow, Mask = masked ? mask : null, MaskBatch = queries * keys, MaskRow = keys, Scale = 0.3f, Causal = causal, Past = past,
        };
        using var scratch = new NativeBuffer(FloatAttention.ScratchBytes(call, 2));
        if (width == 0) FloatAttention.Run(call, pool, scratch.Pointer);
        else CachedAttention.Run(call, pool, scratch.Pointer, width);
        y.AssertGuard();
        for (var row = 0; row < batch * heads * queries; row++)
        {
            int query = row % queries, head = row / queries % heads, item = row / queries / heads, keyHead = head / (heads / keyHeads);
            var scores = new double[causal ? query + past + 1 : keys];
            for (var j = 0; j < scores.Length; j++)
            {
                for (var i = 0; i < size; i++) scores[j] += (double)q[(((item * queries) + query) * qRow) + (head * size) + i] * k[(((item * keys) + j) * kRow) + (keyHead * size) + i];
                scores[j] = (scores[j] * 0.3f) + (masked ? mask[(((item * queries) + query) * keys) + j] : 0);
            }
            var max = scores.Max();
            var sum = scores.Sum(s => Math.Exp(s - max));
            for (var i = 0; i < size; i++)
            {
                var expected = scores.Select((s, j) => Math.Exp(s - max) / sum * v[(((item * keys) + j) * kRow) + (keyHead * size) + i]).Sum();
                Assert.Equal(expected, y[(((item * queries) + query) * qRow) + (head * size) + i], 1e-5);
            }
        }
    }
}
