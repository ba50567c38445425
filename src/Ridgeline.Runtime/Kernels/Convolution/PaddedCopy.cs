using Ridgeline.Runtime.Threads;

namespace Ridgeline.Runtime.Kernels.Convolution;

/// <summary>
/// A copy of an image with its padding: then the taps of a row lie side by side everywhere and become one run. Worth the copy where a tap is only a
/// few channels long: the first layer of an image network takes a quarter of the time.
/// </summary>
internal static unsafe class PaddedCopy
{
    private const int FewChannels = 32;

    /// <summary>Whether the copy saves more than it costs.</summary>
    public static bool Pays(in ConvolutionShape s) =>
        s.Groups == 1 && s.Kernel.Width > 1 && s.Dilation.Width == 1 && s.Channels <= FewChannels && s.Channels * s.Kernel.Count >= 8 && (s.Pad != default || !Fits(s))
        && s.Pad is { Depth: >= 0, Height: >= 0, Width: >= 0 };

    /// <summary>The room it takes.</summary>
    public static long Bytes(in ConvolutionShape s) => (long)s.Batch * Padded(s).Count * s.Channels * sizeof(float);

    /// <summary>Makes the copy and says how to convolve it.</summary>
    public static ConvolutionCall Make(in ConvolutionCall call, float* copy, WorkerPool pool)
    {
        var s = call.Shape;
        var padded = Padded(s);
        pool.Run(s.Batch * padded.Depth * padded.Height, new Rows(call, padded, copy));
        return new(s with { Input = padded, Pad = default }, copy, s.Channels, call.Y, call.YStride, call.Epilogue);
    }

    private static bool Fits(in ConvolutionShape s) => Padded(s) == s.Input;

    // As far as the last filter reaches, and no less than the image.
    private static Extent Padded(in ConvolutionShape s) => new(
        Reach(s.Input.Depth, s.Output.Depth, s.Kernel.Depth, s.Stride.Depth, s.Dilation.Depth, s.Pad.Depth),
        Reach(s.Input.Height, s.Output.Height, s.Kernel.Height, s.Stride.Height, s.Dilation.Height, s.Pad.Height),
        Reach(s.Input.Width, s.Output.Width, s.Kernel.Width, s.Stride.Width, s.Dilation.Width, s.Pad.Width));

    private static int Reach(int input, int output, int kernel, int stride, int dilation, int pad) =>
        Math.Max(input + pad, ((output - 1) * stride) + (dilation * (kernel - 1)) + 1);

    private readonly struct Rows(ConvolutionCall call, Extent padded, float* copy) : IChunkedWork
    {
        private readonly float* _copy = copy;

        public void Run(int chunk, int worker)
        {
            var s = call.Shape;
            int y = (chunk % padded.Height) - s.Pad.Height, z = (chunk / padded.Height % padded.Depth) - s.Pad.Depth, image = chunk / padded.Height / padded.Depth;
            var row = new Span<float>(_copy + ((nint)chunk * padded.Width * s.Channels), padded.Width * s.Channels);
            row.Clear();
            if ((uint)y >= (uint)s.Input.Height || (uint)z >= (uint)s.Input.Depth) return;
            var from = call.X + (((((nint)image * s.Input.Depth) + z) * s.Input.Height) + y) * s.Input.Width * call.XStride;
            var to = row[(s.Pad.Width * s.Channels)..];
            if (call.XStride == s.Channels)
            {
                new ReadOnlySpan<float>(from, s.Input.Width * s.Channels).CopyTo(to);
                return;
            }
            for (var x = 0; x < s.Input.Width; x++) new ReadOnlySpan<float>(from + (x * call.XStride), s.Channels).CopyTo(to[(x * s.Channels)..]);
        }
    }
}
