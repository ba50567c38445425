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
    public void RunPanel(int panel, int firstRow, int lastRow)
    {
        const int depthBlock = 1024;
        var width = Layout.VectorsOf(panel) * Layout.Kernel.Lanes;
        var pointers = stackalloc float*[GemmTile.MaxRows];
        var tileRows = Layout.Kernel.RowsOf(Layout.VectorsOf(panel));
        var tiles = (lastRow - firstRow + tileRows - 1) / tileRows;
        // Depth 0 is a sum without terms: the epilogue runs all the same.
        for (var k = 0; k == 0 || k < Layout.Depth; k += depthBlock)
        {
            var b = Panels + Layout.Offset(panel) + ((long)k * width);
            var run = new PanelRun(Layout, panel, b, 1, Math.Min(depthBlock, Layout.Depth - k), CStride, k == 0, k + depthBlock >= Layout.Depth, Epilogue);
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
        }
    }
}
