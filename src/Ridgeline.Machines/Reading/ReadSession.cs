using Ridgeline.Diagnostics;

namespace Ridgeline.Machines.Reading;

/// <summary>One reading of a machine with all files it extends: their lines, and what is wrong with them.</summary>
internal sealed class ReadSession(DiagnosticBag diagnostics)
{
    private readonly Dictionary<string, string[]> _lines = new(StringComparer.Ordinal);
    private readonly List<Diagnostic> _errors = [];

    /// <summary>How many errors were found.</summary>
    public int Errors => _errors.Count;

    /// <summary>Remembers the lines of a file.</summary>
    public void Remember(string file, string text) => _lines[file] = text.ReplaceLineEndings("\n").Split('\n');

    /// <summary>Adds a mistake, with the line it is in.</summary>
    public void Error(SourceSpot spot, string code, string message, string? hint = null)
        => _errors.Add(Diagnostic.Error(code, message, spot, hint) with { SourceLine = Line(spot) });

    /// <summary>Tells what is wrong, file by file and from top to bottom.</summary>
    public void Tell()
    {
        var files = _errors.Select(e => e.Spot.File).Distinct().ToList();
        foreach (var error in _errors.OrderBy(e => files.IndexOf(e.Spot.File)).ThenBy(e => e.Spot.Line).ThenBy(e => e.Spot.Column)) diagnostics.Add(error);
    }

    /// <summary>The hint that names the nearest of what is possible, or all of it.</summary>
    public static string Suggest(string word, IEnumerable<string> candidates, string what)
    {
        var all = candidates.ToArray();
        var list = $"{what}: {string.Join(", ", all)}";
        return Suggestion.Closest(word, all) is { } near ? $"did you mean '{near}'? {list}" : list;
    }

    private string? Line(SourceSpot spot)
        => spot.File is { } file && _lines.TryGetValue(file, out var lines) && spot.Line is > 0 and { } line && line <= lines.Length ? lines[line - 1] : null;
}
