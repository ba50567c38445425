namespace Ridgeline.Runtime.Kernels.Gemm;

/// <summary>Into which chunks a product falls: blocks of rows, with all panels or with one.</summary>
/// <param name="RowBlocks">Blocks of rows, equal within one row.</param>
/// <param name="PanelBlocks">1: a chunk runs all panels; otherwise one panel each.</param>
internal readonly record struct ProductShares(int RowBlocks, int PanelBlocks)
{
    // About 15 µs at the speed of one core: long against claiming a chunk, short against the product.
    private const long ChunkProducts = 1_500_000;

    // B as large as this stays in the second-level cache beside the rows that pass it; 400 KiB of rows is what stays beside two blocks of a larger B.
    private const long SmallPanelFloats = 64 * 1024;
    private const long RowFloats = 100 * 1024;
    private const int FewestRows = 24;
    private const int ChunksOfThread = 8;

    /// <summary>How many chunks there are.</summary>
    public int Chunks => RowBlocks * PanelBlocks;

    /// <summary>Cuts a product.</summary>
    /// <remarks>
    /// Small B: rows pass all panels, each row of A is read and each row of C written once. Large B comes from memory: as many rows as the cache holds
    /// pass a panel before the next one is fetched; several threads take fewer rows each, so that none waits long for another.
    /// </remarks>
    /// <param name="layout">How B is packed.</param>
    /// <param name="rows">M.</param>
    /// <param name="rowFloats">Floats of A that a row adds to those of the row before it.</param>
    /// <param name="mostRows">The most rows of a chunk.</param>
    /// <param name="threads">Who shares.</param>
    public static ProductShares Of(in PanelLayout layout, int rows, long rowFloats, int mostRows, int threads)
    {
        var panelProducts = Math.Max(1, (long)layout.Depth * layout.VectorsOf(0) * layout.Kernel.Lanes);
        if (layout.Floats <= SmallPanelFloats) return new(Blocks(rows, Math.Max(FewestRows, ChunkProducts / Math.Max(1, layout.Floats)), mostRows), 1);
        var most = Math.Max(2 * FewestRows, RowFloats / Math.Max(1, rowFloats));
        if (threads > 1)
        {
            var chunks = Math.Min(ChunksOfThread * threads, Math.Max(1, rows * panelProducts * layout.Panels / ChunkProducts));
            var blocks = (chunks + layout.Panels - 1) / layout.Panels;
            most = Math.Min(most, Math.Max(FewestRows, (rows + blocks - 1) / blocks));
        }
        return new(Blocks(rows, most, mostRows), layout.Panels);
    }

    /// <summary>The panels of a chunk, first to last - 1. Chunks beside each other share their rows, which then lie in a cache.</summary>
    public (int First, int Last) Panels(int chunk, in PanelLayout layout) => PanelBlocks == 1 ? (0, layout.Panels) : (chunk % PanelBlocks, (chunk % PanelBlocks) + 1);

    /// <summary>The rows of a chunk, first to last - 1.</summary>
    public (int First, int Last) Rows(int chunk, int rows) =>
        ((int)((long)rows * (chunk / PanelBlocks) / RowBlocks), (int)((long)rows * ((chunk / PanelBlocks) + 1) / RowBlocks));

    private static int Blocks(int rows, long most, int mostRows) => (int)((rows + Math.Min(most, mostRows) - 1) / Math.Min(most, mostRows));
}
