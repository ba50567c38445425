namespace Ridgeline.Review.Workloads;

/// <summary>A table that travels inside the tool: rows of cells, without the heading; the last cell may hold commas.</summary>
internal static class CsvData
{
    /// <summary>Reads a table.</summary>
    public static IReadOnlyList<string[]> Read(string name)
    {
        using var text = new StreamReader(typeof(CsvData).Assembly.GetManifestResourceStream($"review/{name}.csv")!);
        var columns = text.ReadLine()!.Split(',').Length;
        var rows = new List<string[]>();
        while (text.ReadLine() is { } line)
        {
            if (line.Length > 0) rows.Add(line.Split(',', columns));
        }
        return rows;
    }
}
