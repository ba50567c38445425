namespace Ridgeline.Reports.Tables;

/// <summary>A column of a table.</summary>
/// <param name="Title">Its heading for people.</param>
/// <param name="Key">Its heading for machines, with the unit, such as <c>weight_bytes</c>.</param>
/// <param name="IsNumber">Whether it is aligned at the right.</param>
/// <param name="Yields">In which order columns are left out where a window is too narrow: the greatest first; 0 stays.</param>
public sealed record Column(string Title, string Key, bool IsNumber = true, int Yields = 0);
