using Ridgeline.Runtime.Threads;

namespace Ridgeline.Runtime.Kernels.Integer;

/// <summary>Products of bytes with exact 32-bit sums: signed or unsigned, any zero points.</summary>
internal static unsafe class IntegerGemm
{
    private const long ChunkProducts = 4_000_000;
    private const int BlockRows = 128;

    /// <summary>Computes rows of A, [M, K] bytes with <paramref name="aStride"/> bytes from one row to the next, times B (one run). Needs no scratch.</summary>
    public static void Run(byte* a, nint aStride, int rows, PackedBytes b, in IntegerOutput output, WorkerPool pool, IntegerKernel? kernel = null)
    {
        if (rows == 0 || b.Columns == 0) return;
        var blocks = (rows + BlockRows - 1) / BlockRows;
        var products = (long)rows * b.Depth * b.Columns / blocks;
        // A few rows are bound by reading B: smaller chunks.
        var panelBlocks = (int)Math.Clamp(products / (rows <= IntegerKernel.MaxRows ? ChunkProducts / 16 : ChunkProducts), 1, b.Panels);
        pool.Run(blocks * panelBlocks, new Work(a, aStride, rows, b, output, blocks, panelBlocks, kernel ?? IntegerKernels.Best));
    }

    private readonly struct Work(byte* a, nint aStride, int rows, PackedBytes b, IntegerOutput output, int blocks, int panelBlocks, IntegerKernel kernel) : IChunkedWork
    {
        private readonly byte* _a = a;

        public void Run(int chunk, int worker)
        {
            int block = chunk / panelBlocks, part = chunk % panelBlocks;
            int first = (int)((long)rows * block / blocks), last = (int)((long)rows * (block + 1) / blocks);
            int firstPanel = b.Panels * part / panelBlocks, lastPanel = b.Panels * (part + 1) / panelBlocks;
            var flip = output.ASigned ? (byte)0x80 : (byte)0;
            var pointers = stackalloc byte*[IntegerKernel.MaxRows];
            var rowSums = stackalloc int[BlockRows];
            var sums = stackalloc int[IntegerKernel.MaxRows * IntegerKernel.PanelColumns];
            // With a zero point of 0 the sums of A do not matter.
            var needed = output.BZeros is not null || output.BZero != b.ZeroShift;
            for (var row = first; row < last; row++) rowSums[row - first] = needed ? ByteSum.Of(_a + (row * aStride), b.Depth, flip) : 0;
            var tiles = (last - first + IntegerKernel.MaxRows - 1) / IntegerKernel.MaxRows;
            // A panel stays in the first-level cache while all rows pass it.
            for (var panel = firstPanel; panel < lastPanel; panel++)
            {
                var task = new IntegerTileTask { Rows = pointers, Runs = 1, Depth = b.Depth, Flip = flip * 0x01010101u, B = b.Panel(panel), Sums = sums };
                for (int tile = 0, row = first; tile < tiles; tile++)
                {
                    var count = (last - row + tiles - tile - 1) / (tiles - tile);
                    for (var r = 0; r < IntegerKernel.MaxRows; r++) pointers[r] = _a + (Math.Min(row + r, last - 1) * aStride);
                    kernel.Tile(count)(&task);
                    for (var r = 0; r < count; r++, row++) IntegerEpilogue.Run(output, b, panel, row, sums + (r * IntegerKernel.PanelColumns), rowSums[row - first]);
                }
            }
        }
    }
}
