using Ridgeline.Graphs;

namespace Ridgeline.Runtime.Compiling;

/// <summary>A tensor whose size is known before it runs.</summary>
/// <param name="Slot">Its slot.</param>
/// <param name="Element">The type of its elements.</param>
/// <param name="Dims">Its dimensions.</param>
/// <param name="Offset">Where it begins in the arena, in bytes, divisible by 64.</param>
internal sealed record PlannedTensor(int Slot, ElementType Element, long[] Dims, long Offset);
