using Ridgeline.Runtime.Threads;

namespace Ridgeline.Runtime.Kernels.Gemm;

/// <summary>Float matrix products.</summary>
internal static unsafe class FloatGemm
{
    // A microsecond or two: sharing it costs as much. A step of a small recurrent network is such a product.
    private const long AloneProducts = 70_000;

    /// <summary>C = epilogue(A * B) for packed B. Needs no scratch.</summary>
    public static void Run(in GemmCall call, WorkerPool pool)
    {
        if (call.Rows == 0 || call.Layout.Columns == 0) return;
        if ((long)call.Rows * call.Layout.Columns * call.Layout.Depth <= AloneProducts)
        {
            for (var panel = 0; panel < call.Layout.Panels; panel++) call.RunPanel(panel, 0, call.Rows);
            return;
        }
        var shares = ProductShares.Of(call.Layout, call.Rows, Math.Min(call.Layout.Depth, GemmCall.DepthBlock), call.Rows, pool.Threads);
        pool.Run(shares.Chunks, new Work(call, shares, pool.Threads));
    }

    private readonly struct Work(GemmCall call, ProductShares shares, int threads) : IChunkedWork
    {
        public void Run(int chunk, int worker)
        {
            var (first, last) = shares.Panels(chunk, call.Layout);
            var (firstRow, lastRow) = shares.Rows(chunk, call.Rows);
            for (var panel = first; panel < last; panel++) call.RunPanel(panel, firstRow, lastRow, PanelStart(panel + 1 < last ? panel + 1 : NextPanel(chunk)));
        }

        // Whoever runs this chunk probably runs that one next.
        private int NextPanel(int chunk) => chunk + threads < shares.Chunks ? shares.Panels(chunk + threads, call.Layout).First : -1;

        private float* PanelStart(int panel) => panel < 0 ? null : call.Panels + call.Layout.Offset(panel);
    }
}
