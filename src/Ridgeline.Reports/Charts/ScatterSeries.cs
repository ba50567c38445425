namespace Ridgeline.Reports.Charts;

/// <summary>Points of one kind, and the curve through them if there is one.</summary>
/// <param name="Name">What they are.</param>
/// <param name="Points">The points, in any order.</param>
public sealed record ScatterSeries(string Name, IReadOnlyList<ScatterPoint> Points)
{
    /// <summary>A curve, its points from left to right.</summary>
    public IReadOnlyList<ScatterPoint> Curve { get; init; } = [];

    /// <summary>A band around the curve: where it lies across, its lower and its upper edge, from left to right.</summary>
    public IReadOnlyList<(double X, double Low, double High)> Band { get; init; } = [];
}
