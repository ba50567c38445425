using System.Globalization;
using Ridgeline.Reports.Tables;

namespace Ridgeline.Trends;

/// <summary>
/// What the timings of a lecture on working sets (text 002) say: those of a hidden layer of H units grow with the product of H x H and show no cliff of
/// memory; those
/// on GPUs differ in batch and grow with the number of iterations.
/// </summary>
public static class LectureTimings
{
    /// <summary>The word that <c>ridgeline explain</c> knows it by.</summary>
    public const string Topic = "timings";

    // An epoch is 60,000 pictures, and each run is two.
    private const double Pictures = 120_000;

    /// <summary>Seconds of two epochs against the square of the units of the hidden layer.</summary>
    public static LinearFit Hidden { get; } = new([.. Rows("hidden").Select(r => (r.X * r.X, r.Seconds))]);

    /// <summary>Seconds of two epochs on one or two GPUs against iterations.</summary>
    public static LinearFit Iterations { get; } = new(Rows("gpu"));

    /// <summary>What they say, in sentences.</summary>
    public static IReadOnlyList<string> Sentences { get; } =
    [
        string.Create(CultureInfo.InvariantCulture, $"A hidden layer of H units: {Hidden.Intercept:0.00} + {Hidden.Slope:0.00e0} H^2 seconds, R2 "
            + $"{Hidden.RSquared:0.000}. ")
            + $"Time grows with the product of H x H, smoothly; at H = 6144 its weights are {6144L * 6144 * 4 / 1e6:0} MB, which no memory of that "
                + $"lecture's machines lacks.",
        string.Create(CultureInfo.InvariantCulture,
            $"On GPUs: {Iterations.Intercept:0.00} s + {Iterations.Slope * 1e3:0.00} ms an iteration, R2 {Iterations.RSquared:0.00}. ")
            + "The runs differ in batch, and so in iterations: that, and not the number of GPUs, sets their order.",
    ];

    /// <summary>Every timing with what the line through its kind gives.</summary>
    public static ReportTable Table() => new("Timings of the lecture, two epochs each",
        [new("Run", "run", false), new("x", "x"), new("Seconds", "seconds"), new("Line", "line"), new("Pictures a second", "pictures_per_s")],
        [
            .. Rows("hidden").Select(r => Row("hidden units", r, Hidden.At(r.X * r.X))),
            .. Rows("gpu").Select(r => Row("iterations on GPUs", r, Iterations.At(r.X))),
        ]);

    private static Cell[] Row(string kind, (double X, double Seconds) run, double line)
        => [Cell.Of(kind), Cell.Of(run.X), Cell.Of(run.Seconds), Cell.Of(Math.Round(line, 2)), Cell.Of(Math.Round(Pictures / run.Seconds))];

    private static IReadOnlyList<(double X, double Seconds)> Rows(string run) => TrendTable.Read("lecture").Pairs("x", "seconds", run);
}
