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
            [.. group.Select(f => Series(f, topic.Projections.FirstOrDefault(p => p.Fit == f)?.Year))],
            group.Count() == 1 ? Heading(group.First().Series.Name) : topic.Question, Subtitle(group.Key)));
        var bent = topic.Bends.Where(b => fits.All(f => f.Series.Name != b.Series.Name)).Select(b => Draw([Series(b)], Heading(b.Series.Name),
            b.Series.Unit.Length > 0 ? $"{b.Series.Unit}; the line bends where that explains most" : "the line bends where that explains most"));
        return [.. grown, .. bent, .. topic.Compared.GroupBy(c => c.Unit).Select(group => Compared([.. group]))];
    }

    /// <summary>The picture that stands for a topic.</summary>
    public static string First(TrendTopic topic) => Of(topic)[0];

    private static string Heading(string name) => char.ToUpperInvariant(name[0]) + name[1..];

    private static string Subtitle(string unit) => unit.Length > 0 ? $"{unit}; lines: the fits; shaded: where 95 of 100 observations would lie if it "
        + $"goes on" : "";

    // Quantities that lie powers of ten apart: the length of a bar is how many digits it has.
    private static string Compared(IReadOnlyList<TrendFigure> figures) => StackedBars.Draw(new([new(figures[0].Unit)],
        [.. figures.Select(f => new Bar($"{f.Name}: {TrendNumber.Short(f.Value)}", [Math.Max(0, Math.Log10(f.Value))]))]), new()
    {
        Title = Heading(figures[0].Unit), Subtitle = "powers of ten: a bar that is longer by one stands for ten times as much",
            Direction = BarDirection.Rightward,
        Format = static power => power == 0 ? "1" : $"1e{power.ToString("0.#", CultureInfo.InvariantCulture)}",
    });

    private static string Draw(IReadOnlyList<ScatterSeries> series, string title, string subtitle) => Scatter.Draw(series, new()
    {
        Title = title, Subtitle = subtitle, Format = TrendNumber.Short, FormatAcross = static year => year.ToString("0.#", CultureInfo.InvariantCulture),
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
