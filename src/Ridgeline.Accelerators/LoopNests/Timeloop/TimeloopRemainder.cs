using Ridgeline.Diagnostics;

namespace Ridgeline.Accelerators.LoopNests.Timeloop;

/// <summary>What a mapping says is left of a factor the last time, as 3 of <c>P=4,3</c>.</summary>
/// <param name="Level">The memory's index, innermost first.</param>
/// <param name="Kind">0 for a spatial loop, 1 for a temporal one.</param>
/// <param name="Dimension">The dimension.</param>
/// <param name="Last">How often the loop is said to run the last time.</param>
/// <param name="Spot">Where that stands.</param>
internal sealed record TimeloopRemainder(int Level, int Kind, int Dimension, long Last, SourceSpot Spot);
