using System.Globalization;
using Ridgeline.Quantities;
using Ridgeline.Reports.Tables;
using Ridgeline.Runtime.Bench;

namespace Ridgeline.Reports.Bench;

/// <summary>Measurements as tables.</summary>
public static class BenchTables
{
    private const int MostRows = 40;

    /// <summary>A row for each batch and number of threads.</summary>
    public static ReportTable Rows(BenchReport report) => new("",
    [
        new("Batch", "batch"), new("Threads", "threads"), new("Median", "median_s"), new("p90", "p90_s", true, 1), new("p99", "p99_s", true, 1), new("Spread", "spread"),
        new("n", "runs"), new("Throughput", "throughput_per_s"), new("First run", "first_run_s", true, 3), new("Arena", "arena_bytes", true, 4),
        .. report.Rows.Any(r => r.Result.Rate is not null) ? new Column[] { new("Arrivals", "rate_per_s"), new("Bound kept", "bound_kept", false) } : [],
        .. report.Rival is null ? Array.Empty<Column>() :
        [
            new("Theirs", "rival_median_s"), new("Ratio of medians", "ratio_of_medians"), new("Median of ratios", "median_of_ratios"), new("10-90 %", "ratio_range", false, 1),
            new("Their first run", "rival_first_run_s", true, 3),
            new("Peak memory", "peak_bytes", true, 3), new("Their peak", "rival_peak_bytes", true, 3), new("Difference", "difference", true, 2),
        ],
    ],
    [.. report.Rows.Select(row => Row(report, row))]);

    /// <summary>A row for each step: all, or those that took longest.</summary>
    public static ReportTable Layers(BenchReport report, int? top, bool whole = false)
    {
        var all = report.Layers;
        var most = top ?? (whole || all.Count <= MostRows ? all.Count : MostRows);
        var shown = most >= all.Count ? all : [.. all.OrderByDescending(l => l.Times.Median.Value).Take(most)];
        var total = all.Sum(l => l.Times.Median.Value);
        return new(shown.Count < all.Count ? $"The {shown.Count} longest of {all.Count} steps" : "Step by step",
        [
            new("Layer", "name", false), new("Operator", "op", false), new("Nodes", "nodes", true, 3), new("Time", "time_s"), new("Share", "share"), new("p90", "p90_s", true, 4),
            new("FLOP", "flop", true, 2), new("FLOP/s", "flop_per_s"), new("Of peak", "peak_share"),
        ],
        [
            .. shown.Select(l => new[]
            {
                Cell.Of(l.Name), Cell.Of(l.Op), Cell.Of((Int128)l.Nodes.Count), Time(l.Times.Median), Share(total > 0 ? l.Times.Median.Value / total : 0), Time(l.Times.P90),
                Cell.Of(l.Flops), l.Rate is { } rate ? new(rate.ToString(), Raw(rate.Value)) : Cell.None, l.PeakShare is { } share ? Share(share) : Cell.None,
            }),
        ],
        [Cell.Of("total"), Cell.Blank, Cell.Of((Int128)all.Sum(l => l.Nodes.Count)), Time(new(total)), Cell.Blank, Cell.Blank, Cell.Blank, Cell.Blank, Cell.Blank]);
    }

    private static Cell[] Row(BenchReport report, BenchRow row)
    {
        var runs = row.Result.Latency;
        List<Cell> cells =
        [
            Cell.Of((Int128)row.Batch), Cell.Of((Int128)row.Threads), Time(runs.Median), Time(runs.P90), Time(runs.P99), Share(runs.Spread), Cell.Of((Int128)runs.Count),
            Rate(row.Throughput), Time(row.FirstRun.Time), Cell.Of((Bytes?)row.Arena),
        ];
        if (report.Rows.Any(r => r.Result.Rate is not null))
        {
            cells.AddRange([row.Result.Rate is { } rate ? Rate(rate) : Cell.None, Cell.Of(row.Result.KeepsBound switch { true => "yes", false => "no", _ => "-" })]);
        }
        if (report.Rival is not null) cells.AddRange(Against(row));
        return [.. cells];
    }

    private static Cell[] Against(BenchRow row) => row.Duel is not { } duel ? [Cell.None, Cell.None, Cell.None, Cell.Of("-"), Cell.None, Cell.None, Cell.None, Cell.None] :
    [
        Time(duel.Theirs.Median), Ratio(duel.RatioOfMedians), Ratio(duel.MedianOfRatios),
        Cell.Of(string.Create(CultureInfo.InvariantCulture, $"{duel.LowRatio:0.00}-{duel.HighRatio:0.00}")),
        row.RivalFirstRun is { } first ? Time(first.Time) : Cell.None, Cell.Of(row.FirstRun.Peak), Cell.Of(row.RivalFirstRun?.Peak),
        row.Difference?.Relative is { } difference ? new(difference.ToString("0.0e0", CultureInfo.InvariantCulture), Raw(difference)) : Cell.None,
    ];

    private static Cell Time(Seconds time) => new(time.ToString(), Raw(time.Value));

    private static Cell Share(double share) => new(share.ToString("0.0 %", CultureInfo.InvariantCulture), Raw(share));

    private static Cell Ratio(double ratio) => new(ratio.ToString("0.00x", CultureInfo.InvariantCulture), Raw(ratio));

    private static Cell Rate(double value) => new($"{value.ToString(value >= 100 ? "N0" : "G3", CultureInfo.InvariantCulture)}/s", Raw(value));

    private static string Raw(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
