using MathNet.Numerics.Distributions;

namespace Ridgeline.Trends;

/// <summary>
/// Two exponential curves that meet: log2(value) = a + b x + c max(0, x - bend) by least squares, with the bend where the squares are least. The interval holds
/// all bends whose squares an F test at 5 % cannot tell from the least (Seber and Wild 1989, nonlinear regression).
/// </summary>
public sealed record BentFit
{
    private const double Step = 0.25;
    private const int LeastOnASide = 5;
    private const double Confidence = 0.95;
    private readonly double _level;

    /// <summary>Fits a bent curve.</summary>
    /// <exception cref="ArgumentException">Fewer observations than ten: a bend cannot be told from scatter.</exception>
    public BentFit(TrendSeries series)
    {
        Series = series;
        if (series.Points.Count < 2 * LeastOnASide) throw new ArgumentException($"'{series.Name}' has too few observations for a bend", nameof(series));
        var ordered = series.Points.OrderBy(p => p.Year).ToArray();
        var tried = new List<(double Bend, double Squares, double Level, double Before, double Change)>();
        for (var bend = ordered[LeastOnASide - 1].Year; bend <= ordered[^LeastOnASide].Year; bend += Step) tried.Add(Squares(ordered, bend));
        var best = tried.MinBy(t => t.Squares);
        (Bend, _level, SlopeBefore, SlopeAfter) = (best.Bend, best.Level, best.Before, best.Before + best.Change);
        var free = ordered.Length - 4;
        var limit = best.Squares * (1 + FisherSnedecor.InvCDF(1, free, Confidence) / free);
        (BendLow, BendHigh) = (tried.Where(t => t.Squares <= limit).Min(t => t.Bend), tried.Where(t => t.Squares <= limit).Max(t => t.Bend));
    }

    /// <summary>What was fitted.</summary>
    public TrendSeries Series { get; }

    /// <summary>The year of the bend.</summary>
    public double Bend { get; }

    /// <summary>The earliest year that fits about as well.</summary>
    public double BendLow { get; }

    /// <summary>The latest year that fits about as well.</summary>
    public double BendHigh { get; }

    /// <summary>Doublings a year before the bend.</summary>
    public double SlopeBefore { get; }

    /// <summary>Doublings a year after it.</summary>
    public double SlopeAfter { get; }

    /// <summary>The curve at a year.</summary>
    public double At(double year) => Math.Pow(2, _level + (year < Bend ? SlopeBefore : SlopeAfter) * (year - Bend));

    // The normal equations of the three columns 1, x and max(0, x - bend), with x counted from the bend so that they are well conditioned.
    private static (double Bend, double Squares, double Level, double Before, double Change) Squares(TrendPoint[] points, double bend)
    {
        var design = MathNet.Numerics.LinearAlgebra.Matrix<double>.Build.Dense(points.Length, 3,
            (i, j) => j switch { 0 => 1, 1 => points[i].Year - bend, _ => Math.Max(0, points[i].Year - bend) });
        var logs = MathNet.Numerics.LinearAlgebra.Vector<double>.Build.Dense(points.Length, i => Math.Log2(points[i].Value));
        var solved = design.QR().Solve(logs);
        var rest = logs - design * solved;
        return (bend, rest * rest, solved[0], solved[1], solved[2]);
    }
}
