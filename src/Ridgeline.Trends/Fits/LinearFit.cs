namespace Ridgeline.Trends;

/// <summary>The straight line that lies closest: y = a + b x by least squares.</summary>
public sealed record LinearFit
{
    /// <summary>Fits a line.</summary>
    /// <exception cref="ArgumentException">Fewer than two different x.</exception>
    public LinearFit(IReadOnlyList<(double X, double Y)> points)
    {
        if (points.Select(p => p.X).Distinct().Count() < 2) throw new ArgumentException("a line needs two different x", nameof(points));
        var (x, y) = (points.Average(p => p.X), points.Average(p => p.Y));
        Slope = points.Sum(p => (p.X - x) * (p.Y - y)) / points.Sum(p => (p.X - x) * (p.X - x));
        Intercept = y - (Slope * x);
        var whole = points.Sum(p => (p.Y - y) * (p.Y - y));
        RSquared = whole > 0 ? 1 - (points.Sum(p => Math.Pow(p.Y - At(p.X), 2)) / whole) : 1;
    }

    /// <summary>b: what y grows by for one more x.</summary>
    public double Slope { get; }

    /// <summary>a: y where x is 0.</summary>
    public double Intercept { get; }

    /// <summary>The share of the scatter of y that the line explains.</summary>
    public double RSquared { get; }

    /// <summary>y at an x.</summary>
    public double At(double x) => Intercept + (Slope * x);
}
