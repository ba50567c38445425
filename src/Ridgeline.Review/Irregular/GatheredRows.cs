using Ridgeline.Graphs;
using Ridgeline.Graphs.Operators;
using Ridgeline.Graphs.Profiling;
using Ridgeline.Machines;

namespace Ridgeline.Review.Irregular;

/// <summary>
/// What gathers fetch from main memory: rows at random places, and memory hands out whole lines or bursts. A row of r bytes at place p touches lines
/// floor(p / L) to floor((p + r - 1) / L); places are drawn with a seed.
/// </summary>
internal static class GatheredRows
{
    // A burst of DDR4 and DDR5, two of HBM2: what a machine moves at least where its file does not say.
    private const long UsualLine = 64;
    private const int Draws = 4096;
    private const int TableRows = 1_000_000;

    /// <summary>The least that a machine's main memory moves, in bytes.</summary>
    public static long LineOf(Machine machine) => machine.MainMemory.Line is { Value: > 0 } line ? line.Value : UsualLine;

    /// <summary>Bytes fetched over bytes asked for, at least 1.</summary>
    /// <param name="row">Bytes of a row; rows lie one behind the other.</param>
    /// <param name="line">Bytes of a line.</param>
    /// <param name="seed">The seed of the places.</param>
    public static double Overfetch(long row, long line, int seed)
    {
        var random = new Random(seed);
        long lines = 0;
        for (var i = 0; i < Draws; i++)
        {
            var place = random.NextInt64(TableRows) * row;
            lines += ((place + row - 1) / line) - (place / line) + 1;
        }
        return Math.Max(1, lines * (double)line / (row * (double)Draws));
    }

    /// <summary>Bytes of the rows that a layer gathers; null if it gathers none: the table of operators says which input holds positions.</summary>
    public static long? RowOf(LayerProfile layer)
        => OperatorTable.Find("", layer.Op) is { Positions: not null } ? Math.Max(1, layer.Flow.Row * layer.Flow.Element.BitWidth() / 8) : null;
}
