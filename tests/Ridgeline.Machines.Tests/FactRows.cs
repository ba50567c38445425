using System.Globalization;
using System.Text;

namespace Ridgeline.Machines.Tests;

/// <summary>A table of facts as rows by their first column; several rows may bear one name.</summary>
internal static class FactRows
{
    public static ILookup<string, Dictionary<string, string>> Read(string path)
    {
        var lines = Records(File.ReadAllText(path).TrimStart('\uFEFF'));
        return lines.Skip(1).Where(r => r.Count == lines[0].Count)
            .ToLookup(r => r[0], r => lines[0].Zip(r).ToDictionary(x => x.First, x => x.Second), StringComparer.Ordinal);
    }

    public static double? Number(string text) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;

    // Quoted fields have commas and line ends of their own.
    private static List<List<string>> Records(string text)
    {
        var records = new List<List<string>> { new() };
        var field = new StringBuilder();
        var quoted = false;
        foreach (var c in text.ReplaceLineEndings("\n"))
        {
            if (c == '"') quoted = !quoted;
            else if (quoted || c is not (',' or '\n')) field.Append(c);
            else
            {
                records[^1].Add(field.ToString());
                field.Clear();
                if (c == '\n') records.Add([]);
            }
        }
        return [.. records.Where(r => r.Count > 0)];
    }
}
