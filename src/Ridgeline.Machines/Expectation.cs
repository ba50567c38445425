namespace Ridgeline.Machines;

/// <summary>A contradiction that the author of a machine file knows of.</summary>
/// <param name="Code">The code of the finding: <c>MACH201</c>.</param>
/// <param name="Reason">Why the numbers are right all the same.</param>
/// <param name="At">The part it is about; null for any.</param>
public sealed record Expectation(string Code, string Reason, string? At = null);
