namespace Ridgeline.Accelerators.LoopNests.Analysis;

/// <summary>How an instance's tile lies.</summary>
/// <param name="Way">By which move it came; -1 if it started anew.</param>
/// <param name="Ends">The dimensions that are at their end in it: they are shorter.</param>
internal readonly record struct WalkState(int Way, int Ends);
