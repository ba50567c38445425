using System.Globalization;
using Ridgeline.Reports.Tables;
using Ridgeline.Runtime.Bench;

namespace Ridgeline.Reports.Bench;

/// <summary>Measurements as a page of text: what ran where, the rows, the steps.</summary>
public static class BenchPage
{
    /// <summary>Writes the page; tables are written by <paramref name="table"/>.</summary>
    public static void Write(BenchReport report, int? top, Action<ReportTable, TextWriter> table, TextWriter to)
    {
        to.Write($"{report.Network} on {report.Machine}\n{report.Instructions}\n");
        if (report.Rival is { } rival) to.Write($"against {rival}, in turn, run by run; a ratio above 1 says that Ridgeline is faster\n");
        to.Write('\n');
        table(BenchTables.Rows(report), to);
        if (report.Rows.Select(r => r.Difference).OfType<OutputDifference>().MaxBy(d => d.Relative) is { Absolute: > 0 } difference) to.Write($"\n{Farthest(difference)}\n");
        if (report.Rows is [var row, ..] && row.FirstRun.Phases.Count > 0) to.Write($"\n{Phases(row.FirstRun)}\n");
        if (report.Layers.Count == 0) return;
        to.Write('\n');
        table(BenchTables.Layers(report, top), to);
    }

    private static string Farthest(OutputDifference d) => string.Create(CultureInfo.InvariantCulture,
        $"The difference is {d.Absolute:0.0e0} in the output '{d.Output}', whose largest value is {d.Largest:0.0e0}");

    private static string Phases(FirstRun first) => $"The first run's {first.Time}: {string.Join(", ", first.Phases.Select(p => $"{p.Name} {p.Time}"))}; "
        + $"{first.Jit} of them compiling methods";
}
