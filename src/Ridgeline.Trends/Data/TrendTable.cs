using System.Globalization;

namespace Ridgeline.Trends;

/// <summary>A table that travels inside the tool: <c>catalog/trends/NAME.tsv</c>.</summary>
internal sealed class TrendTable
{
    private const double DaysOfYear = 365.25;
    private readonly string[] _columns;
    private readonly List<string[]> _rows = [];

    private TrendTable(TextReader text)
    {
        _columns = text.ReadLine()!.Split('\t');
        while (text.ReadLine() is { } line) _rows.Add(line.Split('\t'));
    }

    /// <summary>Reads a table.</summary>
    public static TrendTable Read(string name)
    {
        using var stream = typeof(TrendTable).Assembly.GetManifestResourceStream($"trends/{name}.tsv")
            ?? throw new InvalidOperationException($"the table '{name}' does not travel with the tool");
        using var text = new StreamReader(stream);
        return new(text);
    }

    /// <summary>
    /// One column over time; rows without a value are left out. The time is the column <c>year</c> or <c>date</c>, where a date without a month or day is
    /// the first.
    /// </summary>
    /// <param name="column">The column of values; a quotient of two is written <c>a/b</c>.</param>
    /// <param name="name">What the series is called.</param>
    /// <param name="unit">The unit of its values.</param>
    /// <param name="only">Which rows, by their first cell; null is all.</param>
    public TrendSeries Series(string column, string name, string unit, Func<string, bool>? only = null)
    {
        var parts = column.Split('/');
        var (time, above, below) = (Math.Max(Array.IndexOf(_columns, "year"), Array.IndexOf(_columns, "date")), At(parts[0]), parts.Length > 1
            ? At(parts[1]) : -1);
        var points = from row in _rows
                     where only is null || only(row[0])
                     let value = Number(row[above]) / (below < 0 ? 1 : Number(row[below]))
                     where value > 0
                     orderby Year(row[time])
                     select new TrendPoint(row[0], Year(row[time]), value.Value);
        return new(name, unit, [.. points]);
    }

    /// <summary>Two columns of the rows whose first cell is that.</summary>
    public IReadOnlyList<(double X, double Y)> Pairs(string across, string up, string only)
        => [.. _rows.Where(r => r[0] == only).Select(r => (Number(r[At(across)])!.Value, Number(r[At(up)])!.Value))];

    private int At(string column) => Array.IndexOf(_columns, column) is >= 0 and var at ? at
        : throw new ArgumentException($"the table has no column '{column}'", nameof(column));

    private static double? Number(string cell) => cell.Length == 0 ? null : double.Parse(cell, CultureInfo.InvariantCulture);

    private static double Year(string cell)
    {
        var parts = cell.Split('-');
        if (parts.Length == 1) return double.Parse(cell, CultureInfo.InvariantCulture);
        var date = new DateOnly(int.Parse(parts[0], CultureInfo.InvariantCulture), int.Parse(parts[1], CultureInfo.InvariantCulture),
            parts.Length > 2 ? int.Parse(parts[2], CultureInfo.InvariantCulture) : 1);
        return date.Year + (date.DayOfYear - 1) / DaysOfYear;
    }
}
