using Ridgeline.Runtime.Kernels.Elementwise;
using Ridgeline.Runtime.Kernels.Gemm;
using Ridgeline.Runtime.Threads;

namespace Ridgeline.Runtime.Tests.Kernels;

/// <summary>Each product kernel of this machine against a sum in double.</summary>
public sealed unsafe class GemmTests
{
    public static TheoryData<string> Kernels => [.. GemmKernels.All.Where(k => k.IsSupported).Select(k => k.Name)];

    [Theory]
    [MemberData(nameof(Kernels))]
    public void All_edges_of_the_tile(string kernel)
    {
        int[] rows = [1, 2, 3, 5, 6, 7, 8, 9, 13, 17];
        int[] columns = [1, 3, 4, 7, 8, 15, 16, 17, 31, 33, 47, 48, 49, 63, 64, 65, 80, 130];
        foreach (var m in rows)
        {
            foreach (var n in columns) Check(kernel, m, n, 1 + ((m * n) % 19), transposed: (m & 1) == 0);
        }
    }

    [Theory]
    [MemberData(nameof(Kernels))]
    public void All_depths(string kernel)
    {
        foreach (var k in (int[])[0, 1, 2, 3, 16, 255, 1023, 1024, 1025, 2500]) Check(kernel, 7, 37, k);
    }

    [Theory]
    [MemberData(nameof(Kernels))]
    public void Many_chunks_and_threads(string kernel)
    {
        Check(kernel, 300, 129, 200, threads: 3);
        Check(kernel, 1, 1000, 300, threads: 2);
    }

    [Theory]
    [MemberData(nameof(Kernels))]
    public void The_epilogue(string kernel)
    {
        foreach (var kind in (UnaryKind[])[UnaryKind.Copy, UnaryKind.Relu, UnaryKind.Clip, UnaryKind.Gelu, UnaryKind.Silu, UnaryKind.Tanh])
        {
            var activation = new Activation(kind, kind == UnaryKind.Silu ? 1 : -0.25f, 0.5f);
            foreach (var n in (int[])[64, 77])
            {
                Check(kernel, 11, n, 40, activation: activation, bias: true, residual: Residual.Other);
                Check(kernel, 11, n, 1500, activation: activation, bias: true, residual: Residual.Itself);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Kernels))]
    public void A_NaN_stays_in_its_row_and_passes_a_ReLU(string kernel)
    {
        using var pool = new WorkerPool(1);
        using Numbers a = new(9 * 5, 1), b = new(5 * 33, 2), c = new(9 * 33);
        a[(3 * 5) + 2] = float.NaN;
        using var packed = PackedMatrix.Of(b, 5, 33, 33, 1, Find(kernel));
        FloatGemm.Run(GemmCall.Of(a, 5, 9, packed, c, 33, new(null, Activation.Relu)), pool);
        for (var i = 0; i < 9 * 33; i++) Assert.Equal(i / 33 == 3, float.IsNaN(c[i]));
    }

    [Fact]
    public void Results_do_not_depend_on_threads_or_rows_beside()
    {
        using Numbers a = new(200 * 300, 1), b = new(300 * 190, 2), one = new(200 * 190), two = new(200 * 190), row = new(190);
        using var packed = PackedMatrix.Of(b, 300, 190, 190, 1);
        using WorkerPool single = new(1), many = new(4);
        FloatGemm.Run(GemmCall.Of(a, 300, 200, packed, one, 190), single);
        FloatGemm.Run(GemmCall.Of(a, 300, 200, packed, two, 190), many);
        FloatGemm.Run(GemmCall.Of(a.Pointer + (77 * 300), 300, 1, packed, row, 190), many);
        Assert.True(one.Span.SequenceEqual(two.Span));
        Assert.True(one.Span.Slice(77 * 190, 190).SequenceEqual(row.Span));
    }

    [Fact]
    public void A_run_allocates_nothing()
    {
        using var pool = new WorkerPool(2);
        using Numbers a = new(50 * 60, 1), b = new(60 * 100, 2), c = new(50 * 100);
        using var packed = PackedMatrix.Of(b, 60, 100, 100, 1);
        var call = GemmCall.Of(a, 60, 50, packed, c, 100);
        FloatGemm.Run(call, pool);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++) FloatGemm.Run(call, pool);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    private enum Residual
    {
        None,
        Other,
        Itself,
    }

    private static GemmKernel Find(string name) => GemmKernels.All.Single(k => k.Name == name);

    private static void Check(
        string kernel, int m, int n, int k, bool transposed = false, int threads = 1, Activation activation = default, bool bias = false, Residual residual = Residual.None)
    {
        int aStride = k + 3, cStride = n + 2;
        using var pool = new WorkerPool(threads);
        using Numbers a = new((long)m * aStride, 1), b = new((long)k * n, 2), c = new((long)m * cStride, 3), start = new((long)m * cStride, 3), other = new((long)m * n, 4), biases = new(n, 5);
        using var packed = PackedMatrix.Of(b, k, n, transposed ? 1 : n, transposed ? k : 1, Find(kernel));
        var epilogue = residual switch
        {
            Residual.Other => new Epilogue(bias ? biases : null, activation, other, n, 0.5f),
            Residual.Itself => new Epilogue(bias ? biases : null, activation, c, cStride, -2),
            _ => new Epilogue(bias ? biases : null, activation),
        };
        FloatGemm.Run(GemmCall.Of(a, aStride, m, packed, c, cStride, epilogue), pool);
        c.AssertGuard();
        for (var i = 0; i < m; i++)
        {
            for (var j = 0; j < n; j++)
            {
                double sum = bias ? biases[j] : 0, size = Math.Abs(sum);
                for (var p = 0; p < k; p++)
                {
                    var product = (double)a[(i * aStride) + p] * b[transposed ? (j * k) + p : (p * n) + j];
                    sum += product;
                    size += Math.Abs(product);
                }
                if (residual == Residual.Other) sum += 0.5 * other[(i * n) + j];
                if (residual == Residual.Itself) sum -= 2.0 * start[(i * cStride) + j];
                Assert.Equal(Twin(activation, sum), c[(i * cStride) + j], 1e-6 + (size * 2e-6));
            }
            for (var j = n; j < cStride; j++) Assert.Equal(start[(i * cStride) + j], c[(i * cStride) + j]);
        }
    }

    private static double Twin(Activation activation, double x) => UnaryTwin.Of(activation.Kind, x, activation.Alpha, activation.Beta);
}
