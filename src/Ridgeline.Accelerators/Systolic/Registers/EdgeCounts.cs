namespace Ridgeline.Accelerators.Systolic.Registers;

/// <summary>Words that crossed the edges of an array in which an operand stays.</summary>
/// <param name="Streamed">Words of the operand that moves.</param>
/// <param name="Loaded">Words of the operand that stays.</param>
/// <param name="SumsRead">Partial sums that came back in.</param>
/// <param name="SumsWritten">Sums that left.</param>
internal readonly record struct EdgeCounts(long Streamed, long Loaded, long SumsRead, long SumsWritten);
