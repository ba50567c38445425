namespace Ridgeline.Machines.Tests;

/// <summary>A number of a machine, as its file and those that it extends say it.</summary>
/// <param name="Path">Keys and names on the way to it.</param>
/// <param name="Value">In base units.</param>
public sealed record CatalogNumber(string Path, double Value);
