using Ridgeline.Runtime.Threads;

namespace Ridgeline.Runtime.Kernels.Convolution;

/// <summary>
/// Transposed convolution over channels-last images. Outputs whose places leave the same rest by the strides see the same taps: each such phase is an
/// ordinary convolution without a useless product, whose pixels are then spread over the output.
/// </summary>
internal static unsafe class TransposedConvolution
{
    /// <summary>Computes; allocates nothing. The epilogue has no residual.</summary>
    /// <param name="call">What: the output of its shape is the larger image, stride and dilation count places of the output.</param>
    /// <param name="filters">The packed filters.</param>
    /// <param name="pool">Who.</param>
    /// <param name="scratch">As much as the filters say.</param>
    public static void Run(in ConvolutionCall call, TransposedFilters filters, WorkerPool pool, byte* scratch)
    {
        var spread = filters.Phases.Count > 1;
        var rest = scratch + filters.PhaseBytes(call.Shape);
        for (var i = 0; i < filters.Phases.Count; i++)
        {
            var phase = filters.Phases[i];
            var made = spread ? (float*)scratch : call.Y;
            phase.Run(new(phase.Shape, call.X, call.XStride, made, spread ? call.Shape.Filters : call.YStride, call.Epilogue), pool, rest);
            if (spread) pool.Run(phase.Shape.Batch * phase.Shape.Output.Depth * phase.Shape.Output.Height, new Spreading(call, phase, made));
        }
    }

    // A row of pixels of a phase: each goes to every stride-th place of a row of the output.
    private readonly struct Spreading(ConvolutionCall call, TransposedPhase phase, float* made) : IChunkedWork
    {
        private readonly float* _made = made;

        public void Run(int chunk, int worker)
        {
            Extent size = phase.Shape.Output, all = call.Shape.Output, stride = call.Shape.Stride, first = phase.First;
            int y = chunk % size.Height, z = chunk / size.Height % size.Depth, image = chunk / size.Height / size.Depth, filters = call.Shape.Filters;
            var row = ((((nint)image * all.Depth) + first.Depth + (z * stride.Depth)) * all.Height) + first.Height + (y * stride.Height);
            var to = call.Y + (((row * all.Width) + first.Width) * call.YStride);
            var from = _made + ((nint)chunk * size.Width * filters);
            for (var x = 0; x < size.Width; x++, from += filters, to += stride.Width * call.YStride)
            {
                new ReadOnlySpan<float>(from, filters).CopyTo(new(to, filters));
            }
        }
    }
}
