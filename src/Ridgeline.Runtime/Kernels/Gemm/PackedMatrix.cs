using Ridgeline.Runtime.Kernels.Memory;

namespace Ridgeline.Runtime.Kernels.Gemm;

/// <summary>A matrix B: [K, N] of weights, packed once into the panels that a kernel reads. Owns its memory.</summary>
internal sealed unsafe class PackedMatrix : IDisposable
{
    private readonly NativeBuffer _memory;

    /// <summary>An empty one to be filled by <see cref="Fill"/>.</summary>
    /// <param name="depth">K.</param>
    /// <param name="columns">N.</param>
    /// <param name="kernel">The kernel that will read it; the best one if not given.</param>
    public PackedMatrix(int depth, int columns, GemmKernel? kernel = null)
    {
        Layout = new(kernel ?? GemmKernels.Best, columns, depth);
        _memory = new(Layout.Floats * sizeof(float));
    }

    /// <summary>How it is laid out.</summary>
    public PanelLayout Layout { get; }

    /// <summary>The panels.</summary>
    public float* Panels => _memory.Floats;

    /// <summary>The memory it takes.</summary>
    public long Bytes => _memory.Bytes;

    /// <summary>Packs B[k, n] = from[k * rowStride + n * columnStride].</summary>
    public static PackedMatrix Of(float* from, int depth, int columns, nint rowStride, nint columnStride, GemmKernel? kernel = null)
    {
        var packed = new PackedMatrix(depth, columns, kernel);
        packed.Fill(0, depth, from, rowStride, columnStride);
        return packed;
    }

    /// <summary>Packs rows firstRow to firstRow + rows - 1.</summary>
    public void Fill(int firstRow, int rows, float* from, nint rowStride, nint columnStride)
    {
        for (var panel = 0; panel < Layout.Panels; panel++) PanelPacking.Pack(Layout, Panels, panel, firstRow, rows, from, rowStride, columnStride);
    }

    /// <inheritdoc/>
    public void Dispose() => _memory.Dispose();
}
