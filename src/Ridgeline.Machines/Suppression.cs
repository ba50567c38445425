namespace Ridgeline.Machines;

/// <summary>A rule of a review whose findings are known and accepted.</summary>
/// <param name="Rule">The rule: <c>hammering-dram</c>.</param>
/// <param name="Reason">Why it does not matter here.</param>
public sealed record Suppression(string Rule, string Reason);
