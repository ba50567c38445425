namespace Ridgeline.Accelerators.Systolic.ScaleSim;

/// <summary>
/// What one edge of the array asks of a memory. A stationary operand is loaded in whole rows, the last row first; a streamed one enters skewed, each port a
/// cycle behind its neighbour.
/// </summary>
internal sealed record DemandStream
{
    /// <summary>The operand: rows over time, columns over ports.</summary>
    public required AddressMatrix Matrix { get; init; }

    /// <summary>Whether it is loaded and stays.</summary>
    public required bool IsStationary { get; init; }

    /// <summary>Ports of the edge.</summary>
    public required int Ports { get; init; }

    /// <summary>Whether the ports' share of the operand changes with the row fold; else with the column fold.</summary>
    public required bool FollowsRowFold { get; init; }

    /// <summary>Cycles of a fold before the first element enters.</summary>
    public int Prefix { get; init; }

    /// <summary>
    /// Where filters keep weights of each row's own: columns of a block, all of which are offered to each of the half a block rows of the array that hold its weights;
    /// zero where each row of the array has one column.
    /// </summary>
    public int Block { get; init; }

    /// <summary>Rows of the array: those of a stationary fold.</summary>
    public required int ArrayRows { get; init; }

    /// <summary>The first column of the operand in a fold.</summary>
    public int FirstColumn(int rowFold, int columnFold) => (FollowsRowFold ? rowFold : columnFold) * Ports;

    /// <summary>Ports that are used in a fold.</summary>
    public int Width(int rowFold, int columnFold) => Math.Min(Ports, Matrix.Columns - FirstColumn(rowFold, columnFold));

    /// <summary>Rows of the operand in a fold of a stationary one.</summary>
    public int Height(int rowFold) => Math.Min(ArrayRows, Matrix.Rows - (rowFold * ArrayRows));
}
