using System.Globalization;
using Ridgeline.Reports.Charts;

namespace Ridgeline.Trends;

/// <summary>A topic as pictures: the observations, the curve through them, and the band in which the next would lie.</summary>
public static class TrendPictures
{
    private const int Steps = 40;

    /// <summary>The pictures of a topic; those of one unit share one. None where nothing was fitted.</summary>
    public static IReadOnlyList<string> Of(TrendTopic topic)
    {
        var fits = topic.Fits.Select(f => f.Fit).ToArray();
        var grown = fits.GroupBy(f => f.Series.Unit).Select(group => Draw(
            [.. group.Select(f => Series(f, topic.Projections.FirstOrDefault(p => p.Fit == f)?.Year))], topic.Question, Subtitle(group.Key)));
        var bent = topic.Bends.Where(b => fits.All(f => f.Series.Name != b.Series.Name)).Select(b => Draw([Series(b)], topic.Question,
            b.Series.Unit.Length > 0 ? $"{b.Series.Name}, {b.Series.Unit}" : b.Series.Name));
        return [.. grown, .. bent];
    }

    /// <summary>The picture that stands for a topic.</summary>
    public static string First(TrendTopic topic) => Of(topic) is [var first, ..] ? first : Bars(topic);

    private static string Subtitle(string unit) => unit.Length > 0 ? $"{unit}; lines: the fits; shaded: where 95 of 100 observations would lie if it goes on" : "";

    // What was reckoned spans powers of ten: bars of their logarithms would lie, so they stand as points in order.
    private static string Bars(TrendTopic topic) => Scatter.Draw(
        [.. topic.Figures.Select((figure, i) => new ScatterSeries($"{figure.Name} ({figure.Unit})", [new(i + 1, figure.Value, figure.How)]))],
        new() { Title = topic.Question, FormatAcross = static i => i.ToString("0", CultureInfo.InvariantCulture), Format = TrendNumber.Short });

    private static string Draw(IReadOnlyList<ScatterSeries> series, string title, string subtitle) => Scatter.Draw(series, new()
    {
        Title = title, Subtitle = subtitle, Format = TrendNumber.Short, FormatAcross = static year => year.ToString("0", CultureInfo.InvariantCulture),
    });

    private static ScatterSeries Series(ExponentialFit fit, double? projected)
    {
        var (from, until) = (fit.Series.Points[0].Year, Math.Max(projected ?? 0, fit.Series.Points[^1].Year));
        double[] years = [.. Enumerable.Range(0, Steps + 1).Select(i => from + (until - from) * i / Steps)];
        return new(fit.Series.Name, Points(fit.Series))
        {
            Curve = [.. years.Select(y => new ScatterPoint(y, fit.At(y)))],
            Band = projected is null ? [] : [.. years.Select(y => (y, fit.Band(y).Low, fit.Band(y).High))],
        };
    }

    private static ScatterSeries Series(BentFit fit) => new(fit.Series.Name, Points(fit.Series))
    {
        Curve = [.. new[] { fit.Series.Points[0].Year, fit.Bend, fit.Series.Points[^1].Year }.Select(y => new ScatterPoint(y, fit.At(y)))],
    };

    private static ScatterPoint[] Points(TrendSeries series) => [.. series.Points.Select(p => new ScatterPoint(p.Year, p.Value, p.Name))];
}
