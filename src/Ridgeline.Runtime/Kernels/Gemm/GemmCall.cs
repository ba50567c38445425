namespace Ridgeline.Runtime.Kernels.Gemm;

/// <summary>C = epilogue(A * B), all row-major, for B in panels.</summary>
/// <param name="a">A: [M, K].</param>
/// <param name="aStride">Floats from one of its rows to the next, at least K.</param>
/// <param name="rows">M.</param>
/// <param name="layout">How B is packed.</param>
/// <param name="panels">B.</param>
/// <param name="c">C: [M, N]. Must not overlap A.</param>
/// <param name="cStride">Floats from one of its rows to the next, at least N.</param>
/// <param name="epilogue">What follows the sum.</param>
internal readonly unsafe struct GemmCall(float* a, nint aStride, int rows, PanelLayout layout, float* panels, float* c, nint cStride, Epilogue epilogue)
{
    /// <summary>The most of the depth that one panel multiplies at a time: with 64 columns a quarter of a megabyte.</summary>
    public const int DepthBlock = 1024;

    /// <summary>A.</summary>
    public readonly float* A = a;

    /// <summary>Floats from one row of A to the next.</summary>
    public readonly nint AStride = aStride;

    /// <summary>M.</summary>
    public readonly int Rows = rows;

    /// <summary>How B is packed.</summary>
    public readonly PanelLayout Layout = layout;

    /// <summary>B.</summary>
    public readonly float* Panels = panels;

    /// <summary>C.</summary>
    public readonly float* C = c;

    /// <summary>Floats from one row of C to the next.</summary>
    public readonly nint CStride = cStride;

    /// <summary>What follows the sum.</summary>
    public readonly Epilogue Epilogue = epilogue;

    /// <summary>C = epilogue(A * B) for packed weights.</summary>
    public static GemmCall Of(float* a, nint aStride, int rows, PackedMatrix b, float* c, nint cStride, Epilogue epilogue = default) =>
        new(a, aStride, rows, b.Layout, b.Panels, c, cStride, epilogue);

    /// <summary>Computes rows firstRow to lastRow - 1 of the columns of one panel.</summary>
    /// <remarks>Panel by panel, depth by depth, and inside that row by row: a panel's depth stays in the second-level cache while all rows pass it.</remarks>
    /// <param name="panel">Which panel.</param>
    /// <param name="firstRow">The first row.</param>
    /// <param name="lastRow">The row behind the last one.</param>
    /// <param name="next">The panel that will be wanted after this one, fetched meanwhile; or null.</param>
    public void RunPanel(int panel, int firstRow, int lastRow, float* next = null)
    {
        var width = Layout.VectorsOf(panel) * Layout.Kernel.Lanes;
        var pointers = stackalloc float*[GemmTile.MaxRows];
        var tileRows = Layout.Kernel.RowsOf(Layout.VectorsOf(panel));
        var tiles = (lastRow - firstRow + tileRows - 1) / tileRows;
        // Depth 0 is a sum without terms: the epilogue runs all the same.
        var blocks = Math.Max(1, (Layout.Depth + DepthBlock - 1) / DepthBlock);
        for (int block = 0, k = 0; block < blocks; block++)
        {
            var depth = (Layout.Depth - k + blocks - block - 1) / (blocks - block);
            var b = Panels + Layout.Offset(panel) + ((long)k * width);
            var last = block + 1 == blocks;
            // Few tiles could fetch but a part of what is next, and a product of few rows waits for memory anyway.
            var ahead = tiles < GemmTile.MaxVectors ? null : last ? next : b + ((nint)depth * width);
            var run = new PanelRun(Layout, panel, b, 1, depth, CStride, block == 0, last, Epilogue, ahead);
            var panelC = C + Layout.FirstColumn(panel);
            var row = firstRow;
            for (var tile = 0; tile < tiles; tile++)
            {
                // Rows spread evenly: a last tile of one row would run at a quarter of the speed.
                var count = (lastRow - row + tiles - tile - 1) / (tiles - tile);
                for (var r = 0; r < GemmTile.MaxRows; r++) pointers[r] = A + (Math.Min(row + r, lastRow - 1) * AStride) + k;
                run.Tile(pointers, panelC + (row * CStride), row, count);
                row += count;
            }
            k += depth;
        }
    }
}
