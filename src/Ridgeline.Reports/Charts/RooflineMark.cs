namespace Ridgeline.Reports.Charts;

/// <summary>One layer, operator or network below the roof.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Intensity">Operational intensity, in FLOP per byte.</param>
/// <param name="Performance">Performance, in FLOP/s.</param>
/// <param name="Share">Its share of the time, 0 to 1: the area of its disc.</param>
/// <param name="Category">What it is coloured by.</param>
/// <param name="Tooltip">What is said when it is pointed at, after its name; empty says its numbers.</param>
public sealed record RooflineMark(string Name, double Intensity, double Performance, double Share, string Category, string Tooltip = "");
