using System.Globalization;
using Ridgeline.Machines;
using Ridgeline.Quantities;

namespace Ridgeline.Prediction.Tests;

/// <summary>Published measurements that lie beside the tests: see Data/README.md for their sources.</summary>
internal static class Facts
{
    /// <summary>The rows of a file, by column.</summary>
    public static List<Dictionary<string, string>> Rows(string file)
    {
        var lines = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Data", file));
        var columns = lines[0].Split(',');
        return [.. lines.Skip(1).Where(l => l.Length > 0).Select(l => l.Split(',')).Select(cells => columns.Take(cells.Length).Select((c, i) => (c, i)).ToDictionary(x => x.c, x => cells[x.i]))];
    }

    /// <summary>A number of a row.</summary>
    public static double Number(this Dictionary<string, string> row, string column) => double.Parse(row[column], CultureInfo.InvariantCulture);

    /// <summary>LLMCompass's measured operators of a device, in the order of the file.</summary>
    public static IReadOnlyList<Measurement> Measured(string device) => [.. Rows("llmcompass_measured_ops.csv").Where(r => r["device"] == device).Select(Measured)];

    private static Measurement Measured(Dictionary<string, string> row)
    {
        var op = row["op"].Split('_')[0];
        long m = long.Parse(row["dim1_M"], CultureInfo.InvariantCulture), n = Optional(row["dim2_N"]), k = Optional(row["dim3_K"]);
        var seconds = row["time_ms"].Length > 0 ? row.Number("time_ms") / 1e3 : (double)m * n / (row.Number("other_metric_Gelem_per_s_(as_in_file)") * 1e9);
        return new(op, NumberFormat.Fp16, m, n, k, 1, new Seconds(seconds));
    }

    private static long Optional(string text) => text.Length > 0 ? long.Parse(text, CultureInfo.InvariantCulture) : 1;
}
