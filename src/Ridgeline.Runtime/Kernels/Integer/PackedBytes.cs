using Ridgeline.Runtime.Kernels.Memory;

namespace Ridgeline.Runtime.Kernels.Integer;

/// <summary>
/// A matrix B: [K, N] of bytes, packed once: panels of sixteen columns, four rows of K at a time. Unsigned bytes become signed ones by subtracting 128,
/// from their zero points too.
/// </summary>
internal sealed unsafe class PackedBytes : IDisposable
{
    private readonly NativeBuffer _memory;
    private readonly NativeBuffer _sums;
    private readonly byte _flip;

    /// <summary>An empty one to be filled run by run.</summary>
    /// <param name="runs">How many runs the depth falls into: taps of a filter, or 1.</param>
    /// <param name="depth">Rows of a run; K = runs * depth.</param>
    /// <param name="columns">N.</param>
    /// <param name="signed">Whether the bytes are signed.</param>
    public PackedBytes(int runs, int depth, int columns, bool signed)
    {
        (Runs, Depth, Columns, _flip) = (runs, depth, columns, signed ? (byte)0 : (byte)0x80);
        _memory = new(PanelBytes * Panels);
        _sums = new((long)Panels * IntegerKernel.PanelColumns * sizeof(int));
    }

    /// <summary>Runs, rows of a run, columns.</summary>
    public int Runs { get; }

    /// <summary>Rows of a run.</summary>
    public int Depth { get; }

    /// <summary>N.</summary>
    public int Columns { get; }

    /// <summary>How many panels there are.</summary>
    public int Panels => (Columns + IntegerKernel.PanelColumns - 1) / IntegerKernel.PanelColumns;

    /// <summary>Bytes of one panel.</summary>
    public long PanelBytes => (long)Runs * ((Depth + 3) / 4) * 4 * IntegerKernel.PanelColumns;

    /// <summary>Σ of each column, of the signed bytes.</summary>
    public int* ColumnSums => (int*)_sums.Pointer;

    /// <summary>What a zero point of B is lowered by.</summary>
    public int ZeroShift => _flip;

    /// <summary>The memory it takes.</summary>
    public long Bytes => _memory.Bytes + _sums.Bytes;

    /// <summary>One panel.</summary>
    public sbyte* Panel(int panel) => (sbyte*)_memory.Pointer + (panel * PanelBytes);

    /// <summary>Packs B[k, n] = from[k * rowStride + n * columnStride] for the rows of one run.</summary>
    public void Fill(int run, byte* from, nint rowStride, nint columnStride) => Fill(run, 0, Depth, from, rowStride, columnStride);

    /// <summary>Packs some rows of a run; those that are never packed are zeros.</summary>
    public void Fill(int run, int first, int rows, byte* from, nint rowStride, nint columnStride)
    {
        for (var n = 0; n < Columns; n++)
        {
            var to = Panel(n / IntegerKernel.PanelColumns) + ((long)run * ((Depth + 3) / 4) * 4 * IntegerKernel.PanelColumns) + (n % IntegerKernel.PanelColumns * 4);
            for (var k = first; k < first + rows; k++)
            {
                var value = (sbyte)(from[((k - first) * rowStride) + (n * columnStride)] ^ _flip);
                to[(k / 4 * 4 * IntegerKernel.PanelColumns) + (k % 4)] = value;
                ColumnSums[n] += value;
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _memory.Dispose();
        _sums.Dispose();
    }
}
