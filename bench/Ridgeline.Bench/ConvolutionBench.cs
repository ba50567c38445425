using Ridgeline.Graphs;
using Ridgeline.Graphs.Building;
using Ridgeline.Runtime.Kernels.Convolution;
using Ridgeline.Runtime.Kernels.Elementwise;
using Ridgeline.Runtime.Threads;

namespace Ridgeline.Bench;

/// <summary>
/// Convolutions of ResNet-50, VGG-16, MobileNet-v2 and SqueezeNet against ONNX Runtime. A chain of four equal ones where the channels allow it,
/// so that ONNX Runtime's change of layout at both ends counts as little as in a network.
/// </summary>
internal static unsafe class ConvolutionBench
{
    // Image, channels, filters, kernel, stride, groups.
    private static readonly (int Size, int C, int F, int K, int S, int G)[] s_layers =
    [
        (224, 3, 64, 7, 2, 1), (56, 64, 64, 3, 1, 1), (56, 64, 64, 1, 1, 1), (56, 64, 256, 1, 1, 1), (28, 128, 128, 3, 1, 1), (14, 256, 256, 3, 1, 1), (14, 1024, 256, 1, 1, 1), (7, 512, 512, 3, 1, 1),
        (7, 2048, 512, 1, 1, 1), (224, 64, 64, 3, 1, 1), (112, 128, 128, 3, 1, 1), (112, 32, 32, 3, 1, 32), (56, 144, 144, 3, 1, 144), (56, 144, 144, 3, 2, 144), (14, 576, 576, 3, 1, 576), (112, 16, 96, 1, 1, 1),
        (56, 24, 144, 1, 1, 1), (14, 96, 96, 1, 1, 1), (55, 16, 64, 3, 1, 1),
    ];

    public static void Run(string[] args)
    {
        foreach (var threads in args.Length == 0 ? [1, 2] : args.Select(int.Parse).ToArray())
        {
            using var pool = new WorkerPool(threads);
            foreach (var (size, c, f, k, s, g) in s_layers)
            {
                var o = ((size + (k / 2 * 2) - k) / s) + 1;
                var chain = c == f && s == 1 ? 4 : 1;
                var shape = new ConvolutionShape(1, c, f, new(1, size, size), new(1, o, o), new(1, k, k), new(1, s, s), Extent.One, new(0, k / 2, k / 2), g);
                float* x = Memory.Floats((long)size * size * Math.Max(c, f)), w = Memory.Floats((long)f * c / g * k * k, 2, Math.Sqrt(3.0 / (c / g * k * k))), y = Memory.Floats((long)o * o * f), z = Memory.Floats((long)o * o * f);
                float* bias = Memory.Floats(f, 3), image = Memory.Floats((long)c * size * size), theirs = Memory.Floats((long)o * o * f);
                for (var p = 0; p < size * size; p++)
                {
                    for (var i = 0; i < c; i++) x[(p * c) + i] = image[(i * size * size) + p];
                }
                var scratch = (byte*)Memory.Floats((FloatConvolution.ScratchBytes(shape) / 4) + 1);
                var ort = Model(image, theirs, w, bias, shape, chain, threads);
                using var filters = g == 1 ? new PackedFilters(w, shape) : null;
                using var depthwise = g == 1 ? null : new DepthwiseFilters(w, c, k * k);
                void Ours()
                {
                    for (var i = 0; i < chain; i++)
                    {
                        var call = new ConvolutionCall(shape, i == 0 ? x : i % 2 == 1 ? y : z, c, i % 2 == 0 ? y : z, f, new(bias, Activation.Relu));
                        if (filters is not null) FloatConvolution.Run(call, filters, pool, scratch);
                        else DepthwiseConvolution.Run(call, depthwise!, pool);
                    }
                }
                var r = Interleaved.Compare(Ours, ort.Run, 0.7, threads > 1 ? 4 : 0);
                var flops = 2e-9 * o * o * f * (c / g) * k * k * chain;
                double worst = 0;
                var last = chain == 1 ? y : z;
                for (var p = 0; p < o * o; p++)
                {
                    for (var i = 0; i < f; i++) worst = Math.Max(worst, Math.Abs(last[(p * f) + i] - theirs[(i * o * o) + p]));
                }
                Console.WriteLine($"t{threads} {size,3}x{size,-3} {c,4}->{f,-4} {k}x{k}/{s} g{g,-3} x{chain} ours {r.Ours * 1e3,7:F3} ms {flops / r.Ours,6:F1} best {flops / r.OursBest,6:F1} GF/s   ort {flops / r.Theirs,6:F1} best {flops / r.TheirsBest,6:F1}   ratio {r.Ratio:F2}  diff {worst:E0}");
            }
        }
    }

    private static OrtModel Model(float* image, float* result, float* w, float* bias, ConvolutionShape s, int chain, int threads)
    {
        var b = new GraphBuilder("conv", 17);
        int k = s.Kernel.Width, c = s.GroupChannels;
        var x = b.Input("x", ElementType.Float, 1, s.Channels, s.Input.Height, s.Input.Width);
        var weights = b.Constant("w", Tensor.OfFloat(new ReadOnlySpan<float>(w, s.Filters * c * k * k), s.Filters, c, k, k));
        var biases = b.Constant("b", Tensor.OfFloat(new ReadOnlySpan<float>(bias, s.Filters), s.Filters));
        var y = x;
        for (var i = 0; i < chain; i++)
        {
            y = b.Node("Conv", $"conv{i}", [y, weights, biases], NodeAttribute.Of("pads", [k / 2, k / 2, k / 2, (long)(k / 2)]), NodeAttribute.Of("strides", [s.Stride.Height, (long)s.Stride.Width]), NodeAttribute.Of("group", (long)s.Groups));
            y = b.Node("Relu", $"relu{i}", [y]);
        }
        b.Output(y);
        return new(b.Build(), threads, [((nint)image, [1, s.Channels, s.Input.Height, s.Input.Width])], [((nint)result, [1, s.Filters, s.Output.Height, s.Output.Width])]);
    }
}
