using System.Globalization;
using Ridgeline.Reports.Tables;

namespace Ridgeline.Trends;

/// <summary>A topic as tables.</summary>
public static class TrendTables
{
    /// <summary>All tables of a topic that have rows.</summary>
    public static IEnumerable<ReportTable> Of(TrendTopic topic) =>
        new[] { Fits(topic), Bends(topic), Figures(topic), Projections(topic), Assumed(topic), Sources(topic) }.Where(t => t.Rows.Count > 0);

    /// <summary>The curves: a row each.</summary>
    public static ReportTable Fits(TrendTopic topic) => new("Growth",
        [
            new("Series", "series", false), new("n", "count"), new("From", "first_year"), new("To", "last_year"), new("Doubles in months", "doubling_months"),
            new("95 % from", "doubling_months_low"), new("to", "doubling_months_high"), new("x a year", "growth_per_year"), new("R2", "r_squared"),
            new("Published", "published_months"), new("Population", "population", false, Yields: 1), new("Published by", "published_by", false, Yields: 2),
        ],
        [.. topic.Fits.Select(f => new[]
        {
            Cell.Of(f.Fit.Series.Name), Cell.Of((Int128)f.Fit.Count), Year(f.Fit.Series.Points[0].Year), Year(f.Fit.Series.Points[^1].Year), Cell.Of(f.Fit.DoublingMonths),
            Cell.Of(f.Fit.ShortestMonths), Cell.Of(f.Fit.LongestMonths), Cell.Of(f.Fit.Growth), Cell.Of(f.Fit.RSquared), Cell.Of(f.PublishedMonths),
            Cell.Of(f.Population), Cell.Of(f.PublishedBy),
        })]);

    private static ReportTable Bends(TrendTopic topic) => new("Where curves bend",
        [
            new("Series", "series", false), new("n", "count"), new("Bends in", "bend_year"), new("95 % from", "bend_year_low"), new("to", "bend_year_high"),
            new("x a year before", "growth_before"), new("after", "growth_after"),
        ],
        [.. topic.Bends.Select(b => new[]
        {
            Cell.Of(b.Series.Name), Cell.Of((Int128)b.Series.Points.Count), Year(b.Bend), Year(b.BendLow), Year(b.BendHigh), Cell.Of(Math.Pow(2, b.SlopeBefore)),
            Cell.Of(Math.Pow(2, b.SlopeAfter)),
        })]);

    private static ReportTable Figures(TrendTopic topic) => new("Reckoned",
        [new("What", "figure", false), new("Value", "value"), new("Unit", "unit", false), new("Stated", "stated"), new("How", "how", false, Yields: 1)],
        [.. topic.Figures.Select(f => new[] { Cell.Of(f.Name), Number(f.Value), Cell.Of(f.Unit), Number(f.Stated), Cell.Of(f.How) })]);

    private static ReportTable Projections(TrendTopic topic) => new("If it goes on",
        [
            new("What", "projection", false), new("Year", "year"), new("Middle", "value"), new("95 % from", "low"), new("to", "high"), new("Unit", "unit", false),
            new("Assumes", "basis", false, Yields: 1),
        ],
        [.. topic.Projections.Select(p => new[]
        {
            Cell.Of(p.Name), Year(p.Year), Number(p.Value), Number(p.Low), Number(p.High), Cell.Of(p.Unit), Cell.Of(p.Basis),
        })]);

    private static ReportTable Assumed(TrendTopic topic) => new("Assumed (--assume NAME=VALUE)",
        [new("Name", "assumption", false), new("Value", "value"), new("Unit", "unit", false), new("Meaning", "meaning", false, Yields: 1)],
        [.. topic.Assumptions.Select(a => new[] { Cell.Of(a.Name), Number(a.Value), Cell.Of(a.Unit), Cell.Of(a.Meaning) })]);

    private static ReportTable Sources(TrendTopic topic) => new("Sources",
        [new("Source", "source", false), new("Where", "url", false), new("Licence", "licence", false)],
        [.. topic.Sources.Select(s => new[] { Cell.Of(s.Name), Cell.Of(s.Url), Cell.Of(s.Licence) })]);

    private static Cell Year(double year) => new(year.ToString("0", CultureInfo.InvariantCulture), year.ToString("0.##", CultureInfo.InvariantCulture));

    private static Cell Number(double? value) => value is { } known ? new(TrendNumber.Short(known), known.ToString("R", CultureInfo.InvariantCulture)) : Cell.None;
}
