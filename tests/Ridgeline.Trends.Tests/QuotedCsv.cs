using System.Text;

namespace Ridgeline.Trends.Tests;

/// <summary>Reads comma-separated values with quotes and line breaks in them (RFC 4180).</summary>
internal static class QuotedCsv
{
    public static IEnumerable<string[]> Read(string path)
    {
        var (cell, row, quoted) = (new StringBuilder(), new List<string>(), false);
        foreach (var c in File.ReadAllText(path).ReplaceLineEndings("\n"))
        {
            if (c == '"') quoted = !quoted;
            else if (quoted || c is not (',' or '\n')) cell.Append(c);
            else
            {
                row.Add(cell.ToString());
                cell.Clear();
                if (c == ',') continue;
                yield return [.. row];
                row.Clear();
            }
        }
    }
}
