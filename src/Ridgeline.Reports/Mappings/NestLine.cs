namespace Ridgeline.Reports.Mappings;

/// <summary>One line of a written loop nest.</summary>
/// <param name="Depth">How many loops are around it.</param>
/// <param name="Memory">The memory it is about; empty for a loop.</param>
/// <param name="Text">The loop, or what the memory holds.</param>
/// <param name="IsMemory">Whether it is about a memory.</param>
public readonly record struct NestLine(int Depth, string Memory, string Text, bool IsMemory);
