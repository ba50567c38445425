using Ridgeline.Runtime.Kernels.Memory;
using Ridgeline.Runtime.Threads;

namespace Ridgeline.Runtime.Kernels.Gemm;

/// <summary>A matrix B: [K, N] of weights, packed once into the panels that a kernel reads. Owns its memory.</summary>
internal sealed unsafe class PackedMatrix : IDisposable
{
    private readonly NativeBuffer _memory;

    /// <summary>One whose contents are undefined until <see cref="Fill"/> has filled all its rows.</summary>
    /// <param name="depth">K.</param>
    /// <param name="columns">N.</param>
    /// <param name="kernel">The kernel that will read it; the best one if not given.</param>
    public PackedMatrix(int depth, int columns, GemmKernel? kernel = null)
    {
        Layout = new(kernel ?? GemmKernels.Best, columns, depth);
        _memory = new(Layout.Floats * sizeof(float), zeroed: false);
    }

    /// <summary>How it is laid out.</summary>
    public PanelLayout Layout { get; }

    /// <summary>The panels.</summary>
    public float* Panels => _memory.Floats;

    /// <summary>The memory it takes.</summary>
    public long Bytes => _memory.Bytes;

    /// <summary>Packs B[k, n] = from[k * rowStride + n * columnStride], on all threads of a pool if there is one.</summary>
    public static PackedMatrix Of(float* from, int depth, int columns, nint rowStride, nint columnStride, GemmKernel? kernel = null, WorkerPool? pool = null)
    {
        var packed = new PackedMatrix(depth, columns, kernel);
        if (pool is null) packed.Fill(0, depth, from, rowStride, columnStride);
        else pool.Run(packed.Layout.Panels, new PanelFilling(packed.Layout, packed.Panels, from, rowStride, columnStride));
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
