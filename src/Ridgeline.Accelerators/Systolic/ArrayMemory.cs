using Ridgeline.Machines;
using Ridgeline.Quantities;

namespace Ridgeline.Accelerators.Systolic;

/// <summary>How the memories of a machine are given to the operands of an array.</summary>
/// <param name="Input">For inputs.</param>
/// <param name="Weight">For weights.</param>
/// <param name="Output">For sums.</param>
/// <param name="Resident">For activations between layers.</param>
/// <param name="HasOwnWeights">Whether weights have a way of their own.</param>
/// <param name="Near">The level that operands come from.</param>
/// <param name="Sums">The level that sums go to.</param>
internal sealed record ArrayMemory(Bytes Input, Bytes Weight, Bytes Output, Bytes Resident, bool HasOwnWeights, MemoryLevel Near, MemoryLevel Sums);
