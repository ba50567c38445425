using Ridgeline.Runtime.Kernels.Movement;

namespace Ridgeline.Runtime.Kernels.Gemm;

/// <summary>Copies rows of B into panels.</summary>
internal static unsafe class PanelPacking
{
    private const int TapBlock = 16;

    /// <summary>Copies <paramref name="rows"/> rows into one panel, beginning at row <paramref name="firstRow"/> of it.</summary>
    /// <param name="layout">The panels.</param>
    /// <param name="panels">All panels.</param>
    /// <param name="panel">Which one.</param>
    /// <param name="firstRow">The first row to write, of <see cref="PanelLayout.Depth"/>.</param>
    /// <param name="rows">How many.</param>
    /// <param name="from">The value for the first row and column 0 of B.</param>
    /// <param name="rowStride">Floats from one row of the source to the next.</param>
    /// <param name="columnStride">Floats from one column to the next: 1 for a plain matrix, K for a transposed one.</param>
    public static void Pack(in PanelLayout layout, float* panels, int panel, int firstRow, int rows, float* from, nint rowStride, nint columnStride)
    {
        var width = layout.VectorsOf(panel) * layout.Kernel.Lanes;
        var column = layout.FirstColumn(panel);
        var used = Math.Min(width, layout.Columns - column);
        var to = panels + layout.Offset(panel) + ((long)firstRow * width);
        from += column * columnStride;
        if (columnStride == 1)
        {
            for (var k = 0; k < rows; k++, to += width, from += rowStride)
            {
                new ReadOnlySpan<float>(from, used).CopyTo(new(to, used));
                new Span<float>(to + used, width - used).Clear();
            }
            return;
        }
        if (rowStride == 1)
        {
            Transposition.Floats(from, columnStride, to, width, used, rows);
        }
        else
        {
            for (var k = 0; k < rows; k++)
            {
                for (var n = 0; n < used; n++) to[((nint)k * width) + n] = from[(k * rowStride) + (n * columnStride)];
            }
        }
        if (used == width) return;
        for (var k = 0; k < rows; k++) new Span<float>(to + ((nint)k * width) + used, width - used).Clear();
    }

    /// <summary>Copies filters [columns, channels, taps] into one panel as B[tap * channels + channel, column].</summary>
    /// <param name="layout">The panels; their depth is taps * channels.</param>
    /// <param name="panels">All panels.</param>
    /// <param name="panel">Which one.</param>
    /// <param name="from">The filters.</param>
    /// <param name="channels">Channels of a filter.</param>
    /// <param name="taps">Taps of a filter.</param>
    public static void PackTaps(in PanelLayout layout, float* panels, int panel, float* from, int channels, int taps)
    {
        var width = layout.VectorsOf(panel) * layout.Kernel.Lanes;
        var column = layout.FirstColumn(panel);
        var used = Math.Min(width, layout.Columns - column);
        var to = panels + layout.Offset(panel);
        from += (nint)column * channels * taps;
        // What a block writes stays in the first cache while the filters are read in order.
        for (var n0 = 0; n0 < used; n0 += TapBlock)
        {
            for (var c0 = 0; c0 < channels; c0 += TapBlock)
            {
                for (var n = n0; n < Math.Min(used, n0 + TapBlock); n++)
                {
                    var filter = from + ((((nint)n * channels) + c0) * taps);
                    for (var c = c0; c < Math.Min(channels, c0 + TapBlock); c++)
                    {
                        var row = to + ((nint)c * width) + n;
                        for (var tap = 0; tap < taps; tap++, row += (nint)channels * width) *row = *filter++;
                    }
                }
            }
        }
        if (used == width) return;
        for (var k = 0; k < layout.Depth; k++) new Span<float>(to + ((nint)k * width) + used, width - used).Clear();
    }

    /// <summary>Copies a whole matrix.</summary>
    public static void PackAll(in PanelLayout layout, float* panels, float* from, nint rowStride, nint columnStride)
    {
        for (var panel = 0; panel < layout.Panels; panel++) Pack(layout, panels, panel, 0, layout.Depth, from, rowStride, columnStride);
    }
}
