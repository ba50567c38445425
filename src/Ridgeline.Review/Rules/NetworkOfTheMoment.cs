using Ridgeline.Review.Workloads;

namespace Ridgeline.Review.Rules;

/// <summary>The spread of efficiency over networks of different years: a machine made for one of them is fast on that one alone.</summary>
internal sealed class NetworkOfTheMoment : IReviewRule
{
    public string Name => "network-of-the-moment";

    public IEnumerable<Finding> Check(ReviewContext context)
    {
        var years = Years(context).OrderBy(y => y.NearRoofline).ToList();
        var (worst, median, best) = (years[0], years[years.Count / 2], years[^1]);
        var over = best.NearRoofline / Math.Max(median.NearRoofline, double.Epsilon);
        if (Loss.Of(over) is not { } severity) yield break;
        yield return new(Name, severity,
            $"{best.Network.Name} of {best.Year} reaches {Figure.Percent(best.NearRoofline)} of its roofline, the median of nine networks from 2012 to 2020 "
                + $"{Figure.Percent(median.NearRoofline)}, {worst.Network.Name} of {worst.Year} {Figure.Percent(worst.NearRoofline)}",
            [
                new("best_over_median", over, "1"), new("best_over_worst", best.NearRoofline / Math.Max(worst.NearRoofline, double.Epsilon), "1"),
                .. years.OrderBy(y => y.Year).Select(y => new Evidence($"{y.Network.Name[4..].Replace('-', '_')}_{y.Year}_near_roofline", y.NearRoofline, "1")),
            ],
            "units", "a network lives months, a chip is designed for years: size units and memories for the whole list");
    }

    /// <summary>Networks by year, and how near each comes to its roofline at batch 1.</summary>
    internal static List<(int Year, ReviewNetwork Network, double NearRoofline)> Years(ReviewContext context)
        => [.. Suites.OfYears(context.Shelf).Select(y => (y.Year, y.Network, Attainment.Of(context.Predict(y.Network)!).NearRoofline))];
}
