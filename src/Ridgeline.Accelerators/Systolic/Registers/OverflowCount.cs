namespace Ridgeline.Accelerators.Systolic.Registers;

/// <summary>Sums that did not fit their accumulator.</summary>
/// <param name="Count">How many additions.</param>
/// <param name="FirstCycle">The cycle of the first; below zero if there was none.</param>
/// <param name="Row">Its row of the array.</param>
/// <param name="Column">Its column of the array.</param>
public readonly record struct OverflowCount(long Count, long FirstCycle, int Row, int Column)
{
    /// <summary>Nothing overflowed.</summary>
    public static OverflowCount None => new(0, -1, 0, 0);

    /// <summary>This and so many more.</summary>
    public OverflowCount Plus(int more, long cycle, int row, int column) => FirstCycle < 0 ? new(more, cycle, row, column) : this with { Count = Count + more };
}
