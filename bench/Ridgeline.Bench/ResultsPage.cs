using System.Globalization;
using System.Text;

namespace Ridgeline.Bench;

/// <summary>The results as a page.</summary>
internal static class ResultsPage
{
    /// <summary>One row for somebody who waits.</summary>
    public static string Line(ResultRow r) => string.Create(CultureInfo.InvariantCulture,
        $"{r.Title}, {r.Threads} thread{(r.Threads > 1 ? "s" : "")}: {Time(r.Ours)} against {Time(r.Theirs)}, {r.MedianOfRatios:F2} ({r.Low:F2} to {r.High:F2}); "
        + $"first run {Time(r.FirstRun)} against {Time(r.TheirFirstRun)}; memory {r.Peak / 1e6:F0} against {r.TheirPeak / 1e6:F0} MB; difference {r.Difference:0.0e0}");

    /// <summary>The page.</summary>
    public static string Write(IReadOnlyList<ResultRow> rows, IReadOnlyList<string> missing, IReadOnlyDictionary<string, string> machine)
    {
        var page = new StringBuilder("# Against ONNX Runtime\n\n");
        page.Append("Written by `dotnet run -c Release --project bench/Ridgeline.Bench -- results`: batch 1, fp32, both in one process, in turn, run by run. Ratios are their time over\n");
        page.Append("ours: above 1 Ridgeline is faster. The whole data are in `results.json`; how it is measured, in [docs/bench.md](../../docs/bench.md).\n");
        page.Append("A first run is that of a fresh process, from the file to the first answer. Ours loads and compiles its own code in that time; loading theirs stands beside it.\n\n");
        foreach (var (key, value) in machine) page.Append(CultureInfo.InvariantCulture, $"* {key}: {value}\n");
        foreach (var network in missing) page.Append(CultureInfo.InvariantCulture, $"* not measured: {network}\n");
        foreach (var threads in rows.Select(r => r.Threads).Distinct().Order()) Threads(page, threads, [.. rows.Where(r => r.Threads == threads)]);
        return page.ToString();
    }

    private static void Threads(StringBuilder page, int threads, IReadOnlyList<ResultRow> rows)
    {
        page.Append(CultureInfo.InvariantCulture, $"\n## {threads} thread{(threads > 1 ? "s" : "")}\n\n");
        page.Append("| network | ours | theirs | ratio of medians | median of ratios | 10 to 90 % | rounds | first run (over theirs with its library, without) | theirs (and its library) | peak memory | theirs | difference |\n");
        page.Append("|---|---|---|---|---|---|---|---|---|---|---|---|\n");
        foreach (var r in rows)
        {
            page.Append(CultureInfo.InvariantCulture, $"| {r.Title} | {Time(r.Ours)} | {Time(r.Theirs)} | {r.RatioOfMedians:F2} | {r.MedianOfRatios:F2} | {r.Low:F2} to {r.High:F2} | {r.Rounds} ");
            page.Append(CultureInfo.InvariantCulture, $"| {Time(r.FirstRun)} ({r.FirstRun / (r.TheirFirstRun + r.TheirLibrary):F1}x, {r.FirstRun / r.TheirFirstRun:F1}x) | {Time(r.TheirFirstRun)} (+ {Time(r.TheirLibrary)}) ");
            page.Append(CultureInfo.InvariantCulture, $"| {r.Peak / 1e6:F0} MB ({r.Peak / r.TheirPeak:F2}x) | {r.TheirPeak / 1e6:F0} MB | {r.Difference:0.0e0} |\n");
        }
        page.Append(CultureInfo.InvariantCulture, $"\nGeometric mean of the medians of ratios {Mean(rows, r => r.MedianOfRatios):F2}, the least {rows.Min(r => r.MedianOfRatios):F2}; ");
        page.Append(CultureInfo.InvariantCulture, $"of first runs {Mean(rows, r => r.FirstRun / (r.TheirFirstRun + r.TheirLibrary)):F2} ");
        page.Append(CultureInfo.InvariantCulture, $"({Mean(rows, r => r.FirstRun / r.TheirFirstRun):F2} without loading their library), of peaks {Mean(rows, r => r.Peak / r.TheirPeak):F2} (below 1 is better).\n");
    }

    private static double Mean(IReadOnlyList<ResultRow> rows, Func<ResultRow, double> of) => Math.Exp(rows.Average(r => Math.Log(of(r))));

    private static string Time(double seconds) => seconds switch
    {
        >= 1 => string.Create(CultureInfo.InvariantCulture, $"{seconds:G3} s"),
        >= 1e-3 => string.Create(CultureInfo.InvariantCulture, $"{seconds * 1e3:G3} ms"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{seconds * 1e6:G3} µs"),
    };
}
