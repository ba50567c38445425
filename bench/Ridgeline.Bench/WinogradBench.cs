using Ridgeline.Runtime.Kernels.Convolution;
using Ridgeline.Runtime.Kernels.Winograd;
using Ridgeline.Runtime.Threads;

namespace Ridgeline.Bench;

/// <summary>Winograd's convolutions against our direct one, with the largest difference relative to the largest result.</summary>
internal static unsafe class WinogradBench
{
    public static void Run()
    {
        using var pool = new WorkerPool(1);
        foreach (var (size, c, f) in new[] { (224, 64, 64), (112, 128, 128), (56, 256, 256), (28, 512, 512), (14, 512, 512), (56, 64, 64), (28, 128, 128), (14, 256, 256), (7, 512, 512) })
        {
            var shape = new ConvolutionShape(1, c, f, new(1, size, size), new(1, size, size), new(1, 3, 3), Extent.One, Extent.One, new(0, 1, 1));
            float* x = Memory.Floats((long)size * size * c), w = Memory.Floats((long)c * f * 9, 2, Math.Sqrt(3.0 / (c * 9))), y = Memory.Floats((long)size * size * f), z = Memory.Floats((long)size * size * f);
            using var direct = new PackedFilters(w, shape);
            using var two = WinogradFilters.Of<WinogradTwo>(w, shape);
            using var four = WinogradFilters.Of<WinogradFour>(w, shape);
            var scratch = (byte*)Memory.Floats(WinogradConvolution.ScratchBytes<WinogradFour>(shape, 1) / 4);
            ConvolutionCall call = new(shape, x, c, y, f, default), other = new(shape, x, c, z, f, default);
            void Direct() => FloatConvolution.Run(call, direct, pool, null);
            var a = Interleaved.Compare(() => WinogradConvolution.Run<WinogradTwo>(other, two, pool, scratch), Direct, 0.4);
            var errorTwo = Memory.LargestDifference(y, z, (long)size * size * f);
            var b = Interleaved.Compare(() => WinogradConvolution.Run<WinogradFour>(other, four, pool, scratch), Direct, 0.4);
            Console.WriteLine($"{size,3}x{size,-3} {c,3}->{f,-3} direct {a.Theirs * 1e3,7:F2} ms   F(2x2) {a.Ratio:F2} times as fast, off by {errorTwo:E1}   F(4x4) {b.Ratio:F2}, {Memory.LargestDifference(y, z, (long)size * size * f):E1}");
        }
    }
}
