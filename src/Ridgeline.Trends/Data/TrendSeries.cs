namespace Ridgeline.Trends;

/// <summary>Observations of one quantity over the years.</summary>
/// <param name="Name">The quantity and the population.</param>
/// <param name="Unit">The unit of its values.</param>
/// <param name="Points">The observations, in order of time.</param>
public sealed record TrendSeries(string Name, string Unit, IReadOnlyList<TrendPoint> Points)
{
    /// <summary>The observations of a span of years, the end excluded.</summary>
    public TrendSeries Between(double from, double to, string name) => new(name, Unit, [.. Points.Where(p => p.Year >= from && p.Year < to)]);

    /// <summary>Only those that exceed all before them: the frontier.</summary>
    public TrendSeries Records(string name)
    {
        var most = 0.0;
        var records = new List<TrendPoint>();
        foreach (var point in Points.Where(p => p.Value > most))
        {
            most = point.Value;
            records.Add(point);
        }
        return new(name, Unit, records);
    }
}
