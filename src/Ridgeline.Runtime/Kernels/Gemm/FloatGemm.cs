using Ridgeline.Runtime.Threads;

namespace Ridgeline.Runtime.Kernels.Gemm;

/// <summary>Float matrix products.</summary>
internal static unsafe class FloatGemm
{
    // About 15 µs at the speed of one core: long against claiming a chunk, short against the product.
    private const long ChunkProducts = 1_500_000;
    // A microsecond or two: sharing it costs as much. A step of a small recurrent network is such a product.
    private const long AloneProducts = 70_000;
    private const int FewestChunkRows = 24;

    /// <summary>C = epilogue(A * B) for packed B. Needs no scratch.</summary>
    public static void Run(in GemmCall call, WorkerPool pool)
    {
        if (call.Rows == 0 || call.Layout.Columns == 0) return;
        if ((long)call.Rows * call.Layout.Columns * call.Layout.Depth <= AloneProducts)
        {
            for (var panel = 0; panel < call.Layout.Panels; panel++) call.RunPanel(panel, 0, call.Rows);
            return;
        }
        var blocks = RowBlocks(call.Rows, call.Layout);
        pool.Run(call.Layout.Panels * blocks, new Panels(call, blocks));
    }

    /// <summary>Into how many blocks of rows a product is cut.</summary>
    internal static int RowBlocks(int rows, in PanelLayout layout)
    {
        var perRow = Math.Max(1, (long)layout.Depth * layout.VectorsOf(0) * layout.Kernel.Lanes);
        var blockRows = Math.Max(FewestChunkRows, ChunkProducts / perRow);
        return (int)((rows + blockRows - 1) / blockRows);
    }

    private readonly struct Panels(GemmCall call, int blocks) : IChunkedWork
    {
        public void Run(int chunk, int worker)
        {
            var block = chunk % blocks;
            call.RunPanel(chunk / blocks, (int)((long)call.Rows * block / blocks), (int)((long)call.Rows * (block + 1) / blocks));
        }
    }
}
