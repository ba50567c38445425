namespace Ridgeline.Review.Pages;

/// <summary>The page of a rule: what it checks, why that is bad, an example, what to do, where it comes from.</summary>
/// <param name="Rule">Its name.</param>
/// <param name="Title">Its heading.</param>
/// <param name="Text">The page without the heading, in Markdown.</param>
public sealed record RulePage(string Rule, string Title, string Text)
{
    private static readonly Lazy<IReadOnlyList<RulePage>> s_all = new(() => [.. Reviewer.Rules.Select(Read)]);

    /// <summary>All pages, in the order of the rules; docs/rules has the same.</summary>
    public static IReadOnlyList<RulePage> All => s_all.Value;

    /// <summary>The page of a rule; null if there is none of that name.</summary>
    public static RulePage? Find(string rule) => All.FirstOrDefault(p => p.Rule.Equals(rule.Replace(' ', '-'), StringComparison.OrdinalIgnoreCase));

    /// <summary>The first paragraph of a section.</summary>
    internal string Section(string heading)
    {
        var start = Text.IndexOf($"## {heading}", StringComparison.Ordinal);
        return start < 0 ? "" : Text[start..].Split("\n\n")[1].ReplaceLineEndings(" ").Trim();
    }

    private static RulePage Read(string rule)
    {
        using var reader = new StreamReader(typeof(RulePage).Assembly.GetManifestResourceStream($"rules/{rule}.md")!);
        var text = reader.ReadToEnd().ReplaceLineEndings("\n");
        var end = text.IndexOf('\n', StringComparison.Ordinal);
        return new(rule, text[2..end].Trim(), text[end..].Trim());
    }
}
