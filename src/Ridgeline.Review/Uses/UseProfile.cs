using Ridgeline.Quantities;

namespace Ridgeline.Review.Uses;

/// <summary>A use of hardware, as a profile of needs.</summary>
/// <param name="Name">Its name: <c>edge</c>.</param>
/// <param name="Title">What it is.</param>
/// <param name="Trains">Whether it trains.</param>
/// <param name="LatencyBound">The longest that one answer may take; for one that trains, a step of one example.</param>
/// <param name="ServesAnyNetwork">Whether it cannot choose its networks.</param>
/// <param name="Needs">What it needs, with weights.</param>
public sealed record UseProfile(string Name, string Title, bool Trains, Seconds LatencyBound, bool ServesAnyNetwork, IReadOnlyList<UseNeed> Needs);
