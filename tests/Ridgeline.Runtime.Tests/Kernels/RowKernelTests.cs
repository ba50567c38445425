using Ridgeline.Runtime.Kernels.Lanes;
using Ridgeline.Runtime.Kernels.Rows;
using Ridgeline.Runtime.Threads;

namespace Ridgeline.Runtime.Tests.Kernels;

/// <summary>Functions of rows at each vector width and length against their definitions in double.</summary>
public sealed unsafe class RowKernelTests
{
    private static readonly int[] s_lengths = [1, 2, 3, 4, 7, 8, 9, 15, 16, 17, 31, 33, 63, 64, 65, 66, 127, 130, 768, 1001];

    public static TheoryData<int> Widths => [.. VectorWidth.Usable];

    [Theory]
    [MemberData(nameof(Widths))]
    public void Softmax_with_mask(int width) => Rows<Softmax>(width, 0.7f, added: true, z =>
    {
        var max = z.Max();
        var sum = z.Sum(v => Math.Exp(v - max));
        return z.Select(v => Math.Exp(v - max) / sum);
    });

    [Theory]
    [MemberData(nameof(Widths))]
    public void LogSoftmax_without(int width) => Rows<LogSoftmax>(width, 1, added: false, z =>
    {
        var max = z.Max();
        var sum = z.Sum(v => Math.Exp(v - max));
        return z.Select(v => v - max - Math.Log(sum));
    });

    [Theory]
    [MemberData(nameof(Widths))]
    public void LayerNormalization_with_residual(int width) => Rows<LayerNormalization>(width, 1, added: true, z =>
    {
        var mean = z.Average();
        return z.Select(v => (v - mean) / Math.Sqrt(z.Average(u => (u - mean) * (u - mean)) + 1e-3));
    });

    [Theory]
    [MemberData(nameof(Widths))]
    public void RmsNormalization_without(int width) => Rows<RmsNormalization>(width, 1, added: false, z => z.Select(v => v / Math.Sqrt(z.Average(u => u * u) + 1e-3)));

    [Theory]
    [MemberData(nameof(Widths))]
    public void Reductions(int width)
    {
        Reduction<RowTotal>(width, 0.5f, z => z.Sum() * 0.5, 1e-5);
        Reduction<RowMax>(width, 1, z => z.Max(), 0);
        Reduction<RowMin>(width, 1, z => z.Min(), 0);
        Reduction<RowSquares>(width, 2, z => z.Sum(v => v * v) * 2, 1e-5);
        Reduction<RowMagnitudes>(width, 1, z => z.Sum(Math.Abs), 1e-5);
    }

    [Theory]
    [MemberData(nameof(Widths))]
    public void Extremes_of_softmax(int width)
    {
        using var pool = new WorkerPool(1);
        using Numbers x = new(20, 1), y = new(20);
        x.Span.Fill(-1e30f);
        x[7] = 3e38f;
        var task = new RowTask { X = x, Y = y, XStride = 20, YStride = 20, Length = 20, Scale = 1 };
        RowKernels.Run<Softmax>(task, 1, pool, width);
        for (var i = 0; i < 20; i++) Assert.Equal(i == 7 ? 1 : 0, y[i]);
        x.Span.Fill(float.NegativeInfinity);
        x[3] = 1;
        RowKernels.Run<Softmax>(task, 1, pool, width);
        for (var i = 0; i < 20; i++) Assert.Equal(i == 3 ? 1 : 0, y[i]);
        x[19] = float.NaN;
        RowKernels.Run<Softmax>(task, 1, pool, width);
        Assert.All(y.Span.ToArray(), v => Assert.True(float.IsNaN(v)));
        RowKernels.Run<RowMax>(task, 1, pool, width);
        Assert.True(float.IsNaN(y[0]));
    }

    private static void Rows<TKernel>(int width, float scale, bool added, Func<double[], IEnumerable<double>> twin)
        where TKernel : struct, IRowKernel
    {
        using var pool = new WorkerPool(2);
        var normalises = typeof(TKernel) != typeof(Softmax) && typeof(TKernel) != typeof(LogSoftmax);
        foreach (var n in s_lengths)
        {
            foreach (var inPlace in (bool[])[false, true])
            {
                const int rows = 5;
                using Numbers x = new(rows * (n + 1), 1, 3), original = new(rows * (n + 1), 1, 3), y = new(rows * (n + 1)), sum = new(rows * n), mask = new(rows * n, 2), gamma = new(n, 3), beta = new(n, 4);
                var task = new RowTask
                {
                    X = x, XStride = n + 1, Y = inPlace ? x : y, YStride = n + 1, Length = n, Added = added ? mask : null, AddedStride = n, Scale = scale, Epsilon = 1e-3f,
                    Gamma = normalises ? gamma : null, Beta = normalises && !inPlace ? beta : null, Sum = normalises && added && !inPlace ? sum : null, SumStride = n,
                };
                RowKernels.Run<TKernel>(task, rows, pool, width);
                x.AssertGuard();
                y.AssertGuard();
                for (var row = 0; row < rows; row++)
                {
                    var z = Enumerable.Range(0, n).Select(i => (original[(row * (n + 1)) + i] * (double)scale) + (added ? mask[(row * n) + i] : 0)).ToArray();
                    var expected = twin(z).ToArray();
                    for (var i = 0; i < n; i++)
                    {
                        var value = (expected[i] * (normalises ? gamma[i] : 1)) + (task.Beta is null ? 0 : beta[i]);
                        Assert.Equal(value, task.Y[(row * (n + 1)) + i], 3e-6 + (Math.Abs(value) * 3e-6));
                        if (task.Sum is not null) Assert.Equal(z[i], sum[(row * n) + i], 1e-6);
                    }
                }
            }
        }
    }

    private static void Reduction<TKernel>(int width, float scale, Func<double[], double> twin, double tolerance)
        where TKernel : struct, IRowKernel
    {
        using var pool = new WorkerPool(2);
        foreach (var n in s_lengths)
        {
            using Numbers x = new(4 * n, 1), y = new(4);
            RowKernels.Run<TKernel>(new RowTask { X = x, XStride = n, Y = y, YStride = 1, Length = n, Scale = scale }, 4, pool, width);
            for (var row = 0; row < 4; row++) Assert.Equal(twin([.. x.Span.Slice(row * n, n).ToArray().Select(v => (double)v)]), y[row], tolerance * Math.Max(1, Math.Sqrt(n)));
        }
    }
}
