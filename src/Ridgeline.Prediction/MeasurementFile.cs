using System.Globalization;
using Ridgeline.Diagnostics;
using Ridgeline.Machines;

namespace Ridgeline.Prediction;

/// <summary>
/// Reads measurements: comma-separated, a header that names the columns in any order. <c>op</c>, <c>m</c> and <c>time_s</c> must be there;
/// <c>precision</c> is fp32
/// and <c>n</c>, <c>k</c>, <c>count</c> are 1 where they are left out. Lines that begin with # are remarks.
/// </summary>
public static class MeasurementFile
{
    private const string Code = "PRED101";
    private static readonly string[] s_columns = ["op", "precision", "m", "n", "k", "count", "time_s"];

    /// <summary>Reads a file's text; what is wrong goes into the bag.</summary>
    public static IReadOnlyList<Measurement> Read(string text, string file, DiagnosticBag diagnostics)
    {
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        var measurements = new List<Measurement>();
        string[]? header = null;
        for (var i = 0; i < lines.Length; i++)
        {
            if (lines[i].Trim().Length == 0 || lines[i].StartsWith('#')) continue;
            var cells = lines[i].Split(',', StringSplitOptions.TrimEntries);
            if (header is null)
            {
                if (!Check(header = cells, new(file, i + 1, 1), diagnostics)) return [];
            }
            else if (One(header, cells, new(file, i + 1, 1), diagnostics) is { } measurement) measurements.Add(measurement);
        }
        if (measurements.Count == 0 && !diagnostics.HasErrors) diagnostics.Error(Code, "no measurement is in it", new(file),
            $"the first line: {string.Join(',', s_columns)}");
        return measurements;
    }

    private static bool Check(string[] header, SourceSpot spot, DiagnosticBag diagnostics)
    {
        foreach (var unknown in header.Where(c => !s_columns.Contains(c)))
        {
            diagnostics.Error(Code, $"there is no column '{unknown}'", spot, Suggestion.Closest(unknown, s_columns) is { } close ? $"did you mean '{close}'?"
                : $"columns: {string.Join(", ", s_columns)}");
        }
        foreach (var missing in new[] { "op", "m", "time_s" }.Where(c => !header.Contains(c))) diagnostics.Error(Code, $"the column '{missing}' is missing",
            spot);
        return !diagnostics.HasErrors;
    }

    private static Measurement? One(string[] header, string[] cells, SourceSpot spot, DiagnosticBag diagnostics)
    {
        if (cells.Length != header.Length)
        {
            diagnostics.Error(Code, $"{cells.Length} values for {header.Length} columns", spot);
            return null;
        }
        string Cell(string column) => Array.IndexOf(header, column) is >= 0 and var i ? cells[i] : "";
        long Size(string column) => Cell(column).Length == 0 ? 1 : long.TryParse(Cell(column), NumberStyles.None, CultureInfo.InvariantCulture, out var size)
            ? size : 0;
        var (op, format) = (Cell("op"), Cell("precision").Length == 0 ? NumberFormat.Fp32 : NumberFormats.Find(Cell("precision")));
        var (m, n, k, count) = (Size("m"), Size("n"), Size("k"), Size("count"));
        var timed = double.TryParse(Cell("time_s"), NumberStyles.Float, CultureInfo.InvariantCulture, out var time) && time > 0 && double.IsFinite(time);
        var wrong = OperatorFamilies.Find(op) is null ? $"no family of operators is called '{op}': matmul, softmax, layernorm, gelu, copy"
            : format is null ? $"there is no precision '{Cell("precision")}'"
            : Math.Min(Math.Min(m, n), Math.Min(k, count)) < 1 ? "a size is not a whole number of at least 1"
            : (double)m * n * k * count > 1e18 || (double)m * n * count > 1e15 ? "the operator is larger than any that can be measured"
            : timed ? null : $"'{Cell("time_s")}' is no time in seconds";
        if (wrong is null) return new(op, format!.Value, m, n, k, count, new(time));
        diagnostics.Error(Code, wrong, spot);
        return null;
    }
}
