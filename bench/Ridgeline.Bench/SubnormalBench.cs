using System.Diagnostics;
using Ridgeline.Runtime.Kernels.Elementwise;
using Ridgeline.Runtime.Kernels.Gemm;
using Ridgeline.Runtime.Threads;

namespace Ridgeline.Bench;

/// <summary>What subnormal numbers cost on this processor: the same work on values near 1 and near 1e-40.</summary>
internal static unsafe class SubnormalBench
{
    private const int Rows = 128, Size = 768;

    public static void Run()
    {
        using var pool = new WorkerPool(1);
        float* w = Memory.Floats(Size * Size, 2), y = Memory.Floats(Rows * Size), factor = Memory.Floats(Rows * Size, 3);
        using var packed = PackedMatrix.Of(w, Size, Size, Size, 1);
        foreach (var spread in new[] { 1.0, 1e-40 })
        {
            var x = Memory.Floats(Rows * Size, 1, spread);
            var product = Best(() => FloatGemm.Run(GemmCall.Of(x, Size, Rows, packed, y, Size), pool));
            var multiplied = Best(() => Binary.Run(BinaryKind.Product, x, factor, y, [Rows * Size], [1], [1], pool));
            var relu = Best(() => Unary.Run(Activation.Relu, x, y, Rows * Size, pool));
            Console.WriteLine($"values near {spread:E0}: product {product * 1e6:F1} µs, multiplication {multiplied * 1e6:F1} µs, Relu {relu * 1e6:F1} µs");
        }
    }

    private static double Best(Action action)
    {
        var best = double.PositiveInfinity;
        for (var i = 0; i < 200; i++)
        {
            var start = Stopwatch.GetTimestamp();
            action();
            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalSeconds);
        }
        return best;
    }
}
