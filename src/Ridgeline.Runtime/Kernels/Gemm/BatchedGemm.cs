using Ridgeline.Runtime.Threads;

namespace Ridgeline.Runtime.Kernels.Gemm;

/// <summary>Float products whose second operand is computed at run time.</summary>
internal static unsafe class BatchedGemm
{
    // Below this a product is a chunk of its own; above, its panels are packed and multiplied by all threads.
    private const long OneChunkProducts = 4_000_000;

    /// <summary>Scratch that <see cref="Run"/> needs.</summary>
    public static long ScratchBytes(in BatchedGemmCall call, int threads)
    {
        var layout = new PanelLayout(GemmKernels.Best, call.Columns, call.Depth);
        return ((layout.Floats * sizeof(float)) + 63) / 64 * 64 * (ByItem(call) ? threads : 1);
    }

    /// <summary>Computes; allocates nothing.</summary>
    public static void Run(in BatchedGemmCall call, WorkerPool pool, byte* scratch)
    {
        if (call.Batch == 0 || call.Rows == 0 || call.Columns == 0) return;
        var layout = new PanelLayout(GemmKernels.Best, call.Columns, call.Depth);
        if (ByItem(call))
        {
            pool.Run(call.Batch, new Items(call, layout, scratch, ((nint)layout.Floats + 15) / 16 * 16));
            return;
        }
        for (var i = 0; i < call.Batch; i++)
        {
            if (i == 0 || call.BBatch != 0) pool.Run(layout.Panels, new Packing(call, layout, (float*)scratch, i));
            FloatGemm.Run(Item(call, layout, (float*)scratch, i), pool);
        }
    }

    private static bool ByItem(in BatchedGemmCall call) => call.Batch > 1 && call.BBatch != 0 && (long)call.Rows * call.Columns * call.Depth < OneChunkProducts;

    private static GemmCall Item(in BatchedGemmCall call, in PanelLayout layout, float* panels, int i) =>
        new(call.A + (i * call.ABatch), call.ARow, call.Rows, layout, panels, call.C + (i * call.CBatch), call.CRow, call.Epilogue);

    private readonly struct Items(BatchedGemmCall call, PanelLayout layout, byte* scratch, nint stride) : IChunkedWork
    {
        private readonly byte* _scratch = scratch;

        public void Run(int chunk, int worker)
        {
            var panels = (float*)_scratch + (worker * stride);
            PanelPacking.PackAll(layout, panels, call.B + (chunk * call.BBatch), call.BRow, call.BColumn);
            var item = Item(call, layout, panels, chunk);
            for (var panel = 0; panel < layout.Panels; panel++) item.RunPanel(panel, 0, call.Rows);
        }
    }

    private readonly struct Packing(BatchedGemmCall call, PanelLayout layout, float* panels, int item) : IChunkedWork
    {
        private readonly float* _panels = panels;

        public void Run(int chunk, int worker) =>
            PanelPacking.Pack(layout, _panels, chunk, 0, layout.Depth, call.B + (item * call.BBatch), call.BRow, call.BColumn);
    }
}
