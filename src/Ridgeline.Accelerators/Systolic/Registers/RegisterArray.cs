namespace Ridgeline.Accelerators.Systolic.Registers;

/// <summary>An array whose registers are simulated one by one.</summary>
/// <param name="Rows">Rows of cells.</param>
/// <param name="Columns">Columns of cells.</param>
/// <param name="IsDoubleBuffered">Whether a cell has a second register, in which the next weight waits (or the last sum leaves).</param>
/// <param name="AccumulatorBits">The width of a sum, 2 to 32: what does not fit wraps, and is counted. Floats have no such width.</param>
public sealed record RegisterArray(int Rows, int Columns, bool IsDoubleBuffered = false, int AccumulatorBits = 32);
