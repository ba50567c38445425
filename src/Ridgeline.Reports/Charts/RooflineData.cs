namespace Ridgeline.Reports.Charts;

/// <summary>What a roofline shows.</summary>
/// <param name="Compute">Limits of computing; the highest is the roof.</param>
/// <param name="Memory">Limits of moving data.</param>
/// <param name="Marks">What runs below them.</param>
public sealed record RooflineData(IReadOnlyList<RooflineCeiling> Compute, IReadOnlyList<RooflineSlope> Memory, IReadOnlyList<RooflineMark> Marks);
