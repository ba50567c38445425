using Ridgeline.Diagnostics;

namespace Ridgeline.Reports.Words;

/// <summary>The words of the field, each said once, with its unit: read from docs/glossary.md, which is part of the assembly.</summary>
public static class Glossary
{
    private static readonly Lazy<IReadOnlyList<GlossaryEntry>> s_entries = new(Read);

    /// <summary>All entries, in the order of the page.</summary>
    public static IReadOnlyList<GlossaryEntry> Entries => s_entries.Value;

    /// <summary>The entry of a word, whatever its case, hyphens and spaces, in the singular or plural; null if there is none.</summary>
    public static GlossaryEntry? Find(string word) => Named(Folded(word)) ?? Named(Folded(word).TrimEnd('S')) ?? Named(Folded(word) + "S");

    /// <summary>The word that was most likely meant; null if none is near.</summary>
    public static string? Closest(string word) => Suggestion.Closest(word, Entries.SelectMany(e => e.Names));

    private static GlossaryEntry? Named(string folded) => Entries.FirstOrDefault(e => e.Names.Any(n => Folded(n) == folded));

    private static string Folded(string word) => string.Concat(word.Where(c => c is not ('-' or '_' or ' '))).ToUpperInvariant();

    // A heading is the word, and in brackets what else it is called: '## operational intensity (arithmetic intensity)'.
    private static List<GlossaryEntry> Read()
    {
        using var reader = new StreamReader(typeof(Glossary).Assembly.GetManifestResourceStream("glossary.md")!);
        var entries = new List<GlossaryEntry>();
        foreach (var part in reader.ReadToEnd().ReplaceLineEndings("\n").Split("\n## ").Skip(1))
        {
            var end = part.IndexOf('\n', StringComparison.Ordinal);
            var term = part[..end].Trim();
            var names = term.Split(['(', ')', ','], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            entries.Add(new(term, names, part[end..].Trim()));
        }
        return entries;
    }
}
