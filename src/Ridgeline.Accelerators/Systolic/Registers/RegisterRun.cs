using System.Numerics;

namespace Ridgeline.Accelerators.Systolic.Registers;

/// <summary>What came out of an array.</summary>
/// <param name="Result">The product, [M, N].</param>
/// <param name="Cycles">Cycles until the last sum left it.</param>
/// <param name="Words">Words that crossed its edges.</param>
/// <param name="Overflows">Sums that did not fit their accumulator.</param>
/// <param name="Steps">Cells x cycles that were simulated.</param>
public sealed record RegisterRun<T>(T[] Result, long Cycles, SramWords Words, OverflowCount Overflows, long Steps)
    where T : unmanaged, INumber<T>;
