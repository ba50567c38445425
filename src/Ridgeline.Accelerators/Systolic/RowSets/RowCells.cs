using Ridgeline.Quantities;

namespace Ridgeline.Accelerators.Systolic.RowSets;

/// <summary>What the PEs of a row-stationary array have of their own, and the buffer that they share. A word is one operand.</summary>
/// <param name="InputWords">Words of a row of inputs in a PE.</param>
/// <param name="FilterWords">Words of rows of filters in a PE.</param>
/// <param name="SumWords">Partial sums in a PE.</param>
/// <param name="BufferBytesPerCycle">Bytes a cycle between the buffer and all PEs; infinite if not known.</param>
/// <param name="PerSpadByte">A byte to or from a scratchpad of a PE.</param>
public sealed record RowCells(long InputWords, long FilterWords, long SumWords, double BufferBytesPerCycle, Joules PerSpadByte)
{
    /// <summary>A byte from one PE to its neighbour: twice a scratchpad's (Chen et al., ISCA 2016, table IV: 2 and 1 MACs).</summary>
    public Joules PerHopByte => PerSpadByte * 2;
}
