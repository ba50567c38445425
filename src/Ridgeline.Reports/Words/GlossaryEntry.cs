namespace Ridgeline.Reports.Words;

/// <summary>A word of the field.</summary>
/// <param name="Term">The word as the heading gives it.</param>
/// <param name="Names">All that it is called.</param>
/// <param name="Text">What it means, in Markdown.</param>
public sealed record GlossaryEntry(string Term, IReadOnlyList<string> Names, string Text);
