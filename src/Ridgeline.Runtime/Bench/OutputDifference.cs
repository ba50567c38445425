namespace Ridgeline.Runtime.Bench;

/// <summary>How far an output of ours is from the other's, where the two are farthest apart.</summary>
/// <param name="Output">The output's name.</param>
/// <param name="Absolute">The largest difference of two of its values, in their unit.</param>
/// <param name="Largest">The largest magnitude among the other's values, in the same unit.</param>
public sealed record OutputDifference(string Output, double Absolute, double Largest)
{
    // An output of nothing but zeros has no scale of its own.
    private const double LeastScale = 1e-30;

    /// <summary>The difference over the largest magnitude.</summary>
    public double Relative => Absolute / Math.Max(Largest, LeastScale);
}
