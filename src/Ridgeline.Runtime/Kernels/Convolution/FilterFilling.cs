using Ridgeline.Runtime.Kernels.Gemm;
using Ridgeline.Runtime.Threads;

namespace Ridgeline.Runtime.Kernels.Convolution;

/// <summary>Packs the filters of one group, a panel a chunk.</summary>
/// <param name="matrix">Where to.</param>
/// <param name="from">The filters, [filters, channels, taps].</param>
/// <param name="channels">Channels of a filter.</param>
/// <param name="taps">Taps of a filter.</param>
internal readonly unsafe struct FilterFilling(PackedMatrix matrix, float* from, int channels, int taps) : IChunkedWork
{
    /// <inheritdoc/>
    public void Run(int chunk, int worker)
    {
        if (taps == 1) PanelPacking.Pack(matrix.Layout, matrix.Panels, chunk, 0, channels, from, 1, channels);
        else PanelPacking.PackTaps(matrix.Layout, matrix.Panels, chunk, from, channels, taps);
    }
}
