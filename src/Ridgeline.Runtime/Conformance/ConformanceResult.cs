namespace Ridgeline.Runtime.Conformance;

/// <summary>How a case went.</summary>
/// <param name="Name">The test's name.</param>
/// <param name="Operator">The operator it tests: that of most of its nodes, or <c>network</c>.</param>
/// <param name="Failure">Why it does not pass; null if it does.</param>
public sealed record ConformanceResult(string Name, string Operator, string? Failure)
{
    /// <summary>Whether all outputs of all vectors are as expected.</summary>
    public bool Passed => Failure is null;
}
