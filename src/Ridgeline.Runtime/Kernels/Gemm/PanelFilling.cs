using Ridgeline.Runtime.Threads;

namespace Ridgeline.Runtime.Kernels.Gemm;

/// <summary>Packs a whole matrix, a panel a chunk.</summary>
/// <param name="layout">The panels.</param>
/// <param name="panels">All panels.</param>
/// <param name="from">B[0, 0].</param>
/// <param name="rowStride">Floats from one row of B to the next.</param>
/// <param name="columnStride">Floats from one column to the next.</param>
internal readonly unsafe struct PanelFilling(PanelLayout layout, float* panels, float* from, nint rowStride, nint columnStride) : IChunkedWork
{
    /// <inheritdoc/>
    public void Run(int chunk, int worker) => PanelPacking.Pack(layout, panels, chunk, 0, layout.Depth, from, rowStride, columnStride);
}
