namespace Ridgeline.Reports.Tables;

/// <summary>
/// The columns of a plain table. Where a line must not be longer than a window, counts get prefixes, then names lose their beginnings, then columns go.
/// </summary>
internal sealed class TextLayout
{
    private const int Gap = 2, WidestCell = 60, NarrowestName = 14;

    private readonly ReportTable _table;
    private readonly List<int> _shown;
    private readonly int[] _widths;
    private readonly bool _brief;

    public TextLayout(ReportTable table, int? width)
    {
        _table = table;
        _shown = [.. Enumerable.Range(0, table.Columns.Count)];
        _widths = Widths(brief: false);
        if (width is not { } room || Length <= room) return;
        _brief = true;
        _widths = Widths(brief: true);
        ShortenNames(room);
        foreach (var column in _shown.Where(i => table.Columns[i].Yields > 0).OrderByDescending(i => table.Columns[i].Yields).ThenByDescending(i => i).ToList())
        {
            if (Length <= room) break;
            _shown.Remove(column);
        }
        LeftOut = [.. table.Columns.Where((_, i) => !_shown.Contains(i)).Select(c => c.Title)];
    }

    /// <summary>The titles of columns that found no room.</summary>
    public IReadOnlyList<string> LeftOut { get; } = [];

    /// <summary>The heading.</summary>
    public string Heading => Join(i => _table.Columns[i].Title);

    /// <summary>The line under the heading.</summary>
    public string Rule => string.Join("  ", _shown.Select(i => new string('-', _widths[i])));

    private int Length => _shown.Sum(i => _widths[i]) + Gap * (_shown.Count - 1);

    /// <summary>A row.</summary>
    public string Line(Cell[] row) => Join(i => Text(row[i], _brief));

    private static string Text(Cell cell, bool brief) => (brief ? cell.Brief : cell.Text).ReplaceLineEndings(" ");

    private string Join(Func<int, string> text) => string.Join("  ", _shown.Select(i => Pad(Shorten(text(i), _widths[i]), i))).TrimEnd();

    private string Pad(string text, int column) => _table.Columns[column].IsNumber ? text.PadLeft(_widths[column]) : text.PadRight(_widths[column]);

    private int[] Widths(bool brief) =>
        [.. _table.Columns.Select((c, i) => _table.AllRows.Select(r => Math.Min(WidestCell, Text(r[i], brief).Length)).Append(c.Title.Length).Max())];

    private void ShortenNames(int room)
    {
        while (Length > room)
        {
            var widest = Enumerable.Range(0, _widths.Length).Where(i => !_table.Columns[i].IsNumber).OrderByDescending(i => _widths[i]).FirstOrDefault(-1);
            if (widest < 0 || _widths[widest] <= NarrowestName) return;
            _widths[widest]--;
        }
    }

    // A path differs at its end; a sentence is read from its beginning.
    private static string Shorten(string text, int width) =>
        text.Length <= width ? text : text.Contains(' ', StringComparison.Ordinal) ? $"{text[..(width - 3)]}..." : $"...{text[^(width - 3)..]}";
}
