using Ridgeline.Runtime.Kernels.Gemm;
using Ridgeline.Runtime.Threads;

namespace Ridgeline.Runtime.Kernels.Convolution;

/// <summary>The outputs of a transposed convolution whose places leave one rest by the strides: an ordinary convolution.</summary>
internal sealed unsafe class TransposedPhase : IDisposable
{
    private readonly PackedFilters? _filters;
    private readonly PackedMatrix? _nothing;

    /// <summary>Packs the filters of a phase.</summary>
    /// <param name="weights">ONNX's layout, [channels, filters of a group, taps].</param>
    /// <param name="s">The transposed convolution: its output is the larger image.</param>
    /// <param name="first">The phase: its first output in each dimension.</param>
    /// <param name="kernel">The product kernel; the best one if not given.</param>
    public TransposedPhase(float* weights, in ConvolutionShape s, Extent first, GemmKernel? kernel)
    {
        var z = TransposedTaps.Of(s.Kernel.Depth, s.Stride.Depth, s.Dilation.Depth, s.Pad.Depth, first.Depth, s.Output.Depth);
        var y = TransposedTaps.Of(s.Kernel.Height, s.Stride.Height, s.Dilation.Height, s.Pad.Height, first.Height, s.Output.Height);
        var x = TransposedTaps.Of(s.Kernel.Width, s.Stride.Width, s.Dilation.Width, s.Pad.Width, first.Width, s.Output.Width);
        First = first;
        Shape = s with
        {
            Output = new(z.Outputs, y.Outputs, x.Outputs), Kernel = new(z.Count, y.Count, x.Count), Stride = Extent.One,
            Dilation = new(z.Dilation, y.Dilation, x.Dilation), Pad = new(z.Pad, y.Pad, x.Pad),
        };
        if (Shape.Kernel.Count == 0)
        {
            _nothing = new(0, s.Filters, kernel);
            return;
        }
        var turned = new float[(long)s.Filters * s.GroupChannels * Shape.Kernel.Count];
        fixed (float* to = turned)
        {
            Turn(weights, s, (z, y, x), to);
            _filters = new(to, Shape, kernel);
        }
    }

    /// <summary>Its first output in each dimension.</summary>
    public Extent First { get; }

    /// <summary>The ordinary convolution.</summary>
    public ConvolutionShape Shape { get; }

    /// <summary>Scratch that <see cref="Run"/> needs.</summary>
    public long ScratchBytes => _filters is null ? 0 : FloatConvolution.ScratchBytes(Shape);

    /// <summary>Computes.</summary>
    public void Run(in ConvolutionCall call, WorkerPool pool, byte* scratch)
    {
        if (_filters is not null) FloatConvolution.Run(call, _filters, pool, scratch);
        else FloatGemm.Run(GemmCall.Of(call.X, 0, Shape.Rows, _nothing!, call.Y, call.YStride, call.Epilogue), pool);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _filters?.Dispose();
        _nothing?.Dispose();
    }

    // To [filter, channel of its group, tap], the taps of the phase alone.
    private static void Turn(float* weights, in ConvolutionShape s, (TransposedTaps Z, TransposedTaps Y, TransposedTaps X) t, float* to)
    {
        for (var filter = 0; filter < s.Filters; filter++)
        {
            int group = filter / s.GroupFilters, inGroup = filter % s.GroupFilters;
            for (var c = 0; c < s.GroupChannels; c++)
            {
                var from = weights + (((((nint)group * s.GroupChannels) + c) * s.GroupFilters) + inGroup) * s.Kernel.Count;
                for (var kz = 0; kz < t.Z.Count; kz++)
                {
                    for (var ky = 0; ky < t.Y.Count; ky++)
                    {
                        var row = from + (((((t.Z.Last - (kz * t.Z.Step)) * s.Kernel.Height) + t.Y.Last - (ky * t.Y.Step)) * s.Kernel.Width) + t.X.Last);
                        for (var kx = 0; kx < t.X.Count; kx++) *to++ = row[-kx * t.X.Step];
                    }
                }
            }
        }
    }
}
