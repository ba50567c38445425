namespace Ridgeline.Review;

/// <summary>A remark on a machine, with evidence and a next step.</summary>
/// <param name="Rule">The rule that makes it: <c>hammering-dram</c>.</param>
/// <param name="Severity">How much it matters.</param>
/// <param name="Message">What is wrong, in a sentence with numbers.</param>
/// <param name="Evidence">The numbers.</param>
/// <param name="Location">The part of the machine that it is about, as a path of its file: <c>memory/HBM</c>.</param>
/// <param name="Hint">What to do.</param>
public sealed record Finding(string Rule, Severity Severity, string Message, IReadOnlyList<Evidence> Evidence, string Location, string Hint)
{
    /// <summary>Why the machine's file says that it does not matter; null if it does not say so.</summary>
    public string? Reason { get; init; }
}
