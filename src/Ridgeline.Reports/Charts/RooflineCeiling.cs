namespace Ridgeline.Reports.Charts;

/// <summary>A limit of computing: a horizontal line.</summary>
/// <param name="Name">What it is, for example "FP16 tensor cores" or "without SIMD".</param>
/// <param name="FlopPerSecond">The most operations a second.</param>
public sealed record RooflineCeiling(string Name, double FlopPerSecond);
