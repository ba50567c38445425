using MathNet.Numerics.Distributions;

namespace Ridgeline.Trends;

/// <summary>
/// The exponential curve that lies closest: log2(value) = a + b (year - middle) by least squares. Its growth is 2^b a year, its doubling time 1/b years; the
/// interval holds the true b in 95 of 100 such samples if the scatter about the curve is normal and independent (Student's t, n - 2 degrees of freedom).
/// </summary>
public sealed record ExponentialFit
{
    private const double Confidence = 0.95;
    private readonly double _middle;
    private readonly double _level;
    private readonly double _scatter;
    private readonly double _spread;
    private readonly double _t;

    /// <summary>Fits a curve.</summary>
    /// <exception cref="ArgumentException">Fewer than three observations, or all of one time: no scatter can be told.</exception>
    public ExponentialFit(TrendSeries series)
    {
        Series = series;
        var (years, logs) = (series.Points.Select(p => p.Year).ToArray(), series.Points.Select(p => Math.Log2(p.Value)).ToArray());
        if (Count < 3 || years.Max() <= years.Min()) throw new ArgumentException($"'{series.Name}' has too few observations for a fit", nameof(series));
        (_middle, _level) = (years.Average(), logs.Average());
        _spread = years.Sum(y => (y - _middle) * (y - _middle));
        Slope = years.Zip(logs, (y, v) => (y - _middle) * (v - _level)).Sum() / _spread;
        var whole = logs.Sum(v => (v - _level) * (v - _level));
        var rest = Math.Max(0, whole - Slope * Slope * _spread);
        RSquared = whole > 0 ? 1 - rest / whole : 1;
        _scatter = Math.Sqrt(rest / (Count - 2));
        _t = StudentT.InvCDF(0, 1, Count - 2, (1 + Confidence) / 2);
        var error = _t * _scatter / Math.Sqrt(_spread);
        (SlopeLow, SlopeHigh) = (Slope - error, Slope + error);
    }

    /// <summary>What was fitted.</summary>
    public TrendSeries Series { get; }

    /// <summary>How many observations.</summary>
    public int Count => Series.Points.Count;

    /// <summary>Doublings a year.</summary>
    public double Slope { get; }

    /// <summary>The lower end of the interval of <see cref="Slope"/>.</summary>
    public double SlopeLow { get; }

    /// <summary>The upper end of the interval of <see cref="Slope"/>.</summary>
    public double SlopeHigh { get; }

    /// <summary>The share of the scatter of the logarithms that the curve explains.</summary>
    public double RSquared { get; }

    /// <summary>The factor of a year.</summary>
    public double Growth => Math.Pow(2, Slope);

    /// <summary>Months in which the value doubles; negative where it halves.</summary>
    public double DoublingMonths => 12 / Slope;

    /// <summary>The shorter end of the interval of the doubling time; null where the interval of the slope reaches 0, so that nothing can be said.</summary>
    public double? ShortestMonths => SlopeLow * SlopeHigh > 0 ? 12 / SlopeHigh : null;

    /// <summary>The longer end of the interval of the doubling time; null as <see cref="ShortestMonths"/>.</summary>
    public double? LongestMonths => SlopeLow * SlopeHigh > 0 ? 12 / SlopeLow : null;

    /// <summary>The curve at a year.</summary>
    public double At(double year) => Math.Pow(2, _level + Slope * (year - _middle));

    /// <summary>Where the next observation of a year lies in 95 of 100 cases, if the growth goes on: the prediction interval of the fit.</summary>
    public (double Low, double High) Band(double year)
    {
        var width = _t * _scatter * Math.Sqrt(1 + 1.0 / Count + (year - _middle) * (year - _middle) / _spread);
        return (At(year) * Math.Pow(2, -width), At(year) * Math.Pow(2, width));
    }
}
