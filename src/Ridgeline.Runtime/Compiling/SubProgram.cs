namespace Ridgeline.Runtime.Compiling;

/// <summary>A compiled graph that a step of another one runs.</summary>
/// <param name="Program">The graph.</param>
/// <param name="Outer">Slots of the program around it that it reads.</param>
/// <param name="Inner">The slots of its own where their values go, in the same order.</param>
internal sealed record SubProgram(Program Program, int[] Outer, int[] Inner);
