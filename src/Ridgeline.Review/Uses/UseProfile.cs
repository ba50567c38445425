using Ridgeline.Quantities;

namespace Ridgeline.Review.Uses;

/// <summary>A use of hardware, as a profile of needs.</summary>
/// <param name="Name">Its name: <c>edge</c>.</param>
/// <param name="Title">What it is.</param>
/// <param name="Trains">Whether it trains.</param>
/// <param name="LatencyBound">The longest that one answer may take; for one that trains, a step of one example.</param>
/// <param name="ServesAnyNetwork">Whether it cannot choose its networks.</param>
/// <param name="Needs">What it needs, with weights.</param>
public sealed record UseProfile(string Name, string Title, bool Trains, Seconds LatencyBound, bool ServesAnyNetwork, IReadOnlyList<UseNeed> Needs)
{
    /// <summary>The same use with other weights for some of its needs; a weight of 0 leaves a need out, a need of another use comes with that use's
    /// scale.</summary>
    /// <param name="weights">Weights by the name of the measure.</param>
    public UseProfile Weighted(IReadOnlyDictionary<string, double> weights)
    {
        var kept = Needs.Select(n => weights.TryGetValue(n.Measure, out var weight) ? n with { Weight = weight, Source = $"{n.Source}; weight by the user" }
            : n);
        var added = weights.Where(w => Needs.All(n => n.Measure != w.Key)).Select(w => UseProfiles.All.SelectMany(u => u.Needs).First(n => n.Measure == w.Key)
            with { Weight = w.Value, Source = "by the user" });
        return this with { Needs = [.. kept.Concat(added).Where(n => n.Weight > 0)] };
    }
}
