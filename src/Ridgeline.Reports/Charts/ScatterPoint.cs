namespace Ridgeline.Reports.Charts;

/// <summary>One observation of a scatter plot.</summary>
/// <param name="X">Where it lies across.</param>
/// <param name="Y">Where it lies up.</param>
/// <param name="Name">What it is, said when it is pointed at; empty says only the numbers.</param>
public sealed record ScatterPoint(double X, double Y, string Name = "");
