namespace Ridgeline.Reports.Charts;

/// <summary>One bar.</summary>
/// <param name="Name">What it stands for, such as a layer's name.</param>
/// <param name="Values">One value for each section, in their order.</param>
public sealed record Bar(string Name, IReadOnlyList<double> Values)
{
    /// <summary>The length of the whole bar.</summary>
    public double Total => Values.Sum();
}
