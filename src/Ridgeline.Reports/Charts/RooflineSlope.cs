namespace Ridgeline.Reports.Charts;

/// <summary>A limit of moving data: a diagonal line.</summary>
/// <param name="Name">The memory or link, for example "HBM3".</param>
/// <param name="BytesPerSecond">Its bandwidth.</param>
public sealed record RooflineSlope(string Name, double BytesPerSecond);
