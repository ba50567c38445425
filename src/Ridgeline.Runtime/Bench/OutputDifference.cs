namespace Ridgeline.Runtime.Bench;

/// <summary>How far an output of ours is from the other's, where the two are farthest apart.</summary>
/// <param name="Output">The output's name.</param>
/// <param name="Absolute">The largest difference of two of its values, in their unit.</param>
/// <param name="Largest">The largest magnitude among the other's values, in the same unit.</param>
public sealed record OutputDifference(string Output, double Absolute, double Largest)
{
    // An output of nothing but zeros has no scale of its own.
    private const double LeastScale = 1e-30;

    /// <summary>The difference over the largest magnitude, no unit; infinite where a value is finite on one side only.</summary>
    public double Relative => Absolute / Math.Max(Largest, LeastScale);

    /// <summary>
    /// Compares value by value. The same value on both sides, NaN or infinite too, is no difference; one that is finite on one side only is infinitely far off.
    /// </summary>
    /// <param name="output">The output's name.</param>
    /// <param name="ours">Its values by us: [n], n above 0.</param>
    /// <param name="theirs">By the other, as many.</param>
    /// <exception cref="ArgumentOutOfRangeException">They are not as many.</exception>
    public static OutputDifference Of(string output, ReadOnlySpan<double> ours, ReadOnlySpan<double> theirs)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(theirs.Length, ours.Length);
        var (absolute, largest) = (0.0, 0.0);
        for (var i = 0; i < ours.Length; i++)
        {
            if (double.IsFinite(theirs[i])) largest = Math.Max(largest, Math.Abs(theirs[i]));
            if (ours[i].Equals(theirs[i])) continue;
            var far = Math.Abs(ours[i] - theirs[i]);
            absolute = Math.Max(absolute, double.IsFinite(far) ? far : double.PositiveInfinity);
        }
        return new(output, absolute, largest);
    }
}
