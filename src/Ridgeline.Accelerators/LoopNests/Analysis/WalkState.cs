namespace Ridgeline.Accelerators.LoopNests.Analysis;

/// <summary>How an instance's tile lies.</summary>
/// <param name="Way">By which move it came; -1 if it started anew.</param>
/// <param name="Box">How long it is along each axis.</param>
internal readonly record struct WalkState(int Way, int Box);
