namespace Ridgeline.Trends;

/// <summary>A fit with the population that it holds for, and what others found.</summary>
/// <param name="Fit">The curve.</param>
/// <param name="Population">What was counted, and what was left out.</param>
/// <param name="PublishedMonths">The doubling time that the data's publisher states for it; null where none is known.</param>
/// <param name="PublishedBy">Who states it.</param>
public sealed record TrendFit(ExponentialFit Fit, string Population, double? PublishedMonths = null, string PublishedBy = "")
{
    /// <summary>Whether the published time lies in the interval of ours; null where nothing is published.</summary>
    public bool? Agrees => PublishedMonths is { } months ? months >= Fit.ShortestMonths && months <= Fit.LongestMonths : null;
}
