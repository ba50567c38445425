namespace Ridgeline.Accelerators.LoopNests;

/// <summary>One loop of a mapping.</summary>
/// <param name="Dimension">The index of the dimension that it runs over.</param>
/// <param name="Factor">How often it runs.</param>
/// <param name="Last">How often it runs the last time; equal to <paramref name="Factor"/> unless the factor does not divide.</param>
/// <param name="IsVertical">For a spatial loop: whether it runs along the vertical axis of the mesh.</param>
public readonly record struct NestLoop(int Dimension, long Factor, long Last, bool IsVertical = false)
{
    /// <summary>A loop that always runs equally often.</summary>
    public NestLoop(int dimension, long factor, bool isVertical = false) : this(dimension, factor, factor, isVertical)
    {
    }
}
