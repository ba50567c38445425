using Ridgeline.Runtime.Kernels.Gemm;

namespace Ridgeline.Runtime.Kernels.Convolution;

/// <summary>Filters of a transposed convolution, packed once: for each phase of the strides those of an ordinary convolution.</summary>
internal sealed unsafe class TransposedFilters : IDisposable
{
    /// <summary>Packs ONNX's layout, [channels, filters of a group, taps].</summary>
    public TransposedFilters(float* weights, in ConvolutionShape shape, GemmKernel? kernel = null)
    {
        var phases = new List<TransposedPhase>();
        for (var phase = 0; phase < shape.Stride.Count; phase++)
        {
            int x = phase % shape.Stride.Width, y = phase / shape.Stride.Width % shape.Stride.Height, z = phase / shape.Stride.Width / shape.Stride.Height;
            if (z < shape.Output.Depth && y < shape.Output.Height && x < shape.Output.Width) phases.Add(new(weights, shape, new(z, y, x), kernel));
        }
        Phases = phases;
        ScratchBytes = phases.Count == 0 ? 0 : PhaseBytes(shape) + phases.Max(p => p.ScratchBytes);
    }

    /// <summary>The phases that have outputs.</summary>
    public IReadOnlyList<TransposedPhase> Phases { get; }

    /// <summary>Scratch that <see cref="TransposedConvolution.Run"/> needs.</summary>
    public long ScratchBytes { get; }

    /// <summary>The room that the outputs of one phase take, none if there is but one.</summary>
    public long PhaseBytes(in ConvolutionShape shape)
    {
        var filters = shape.Filters;
        return Phases.Count < 2 ? 0 : (Phases.Max(p => (long)p.Shape.Rows * filters * sizeof(float)) + 63) / 64 * 64;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var phase in Phases) phase.Dispose();
    }
}
