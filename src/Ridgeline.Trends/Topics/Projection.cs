namespace Ridgeline.Trends;

/// <summary>What a quantity would be in a year to come if its growth went on: an extrapolation, no forecast.</summary>
/// <param name="Name">The quantity.</param>
/// <param name="Unit">Its unit.</param>
/// <param name="Year">The year.</param>
/// <param name="Low">The lower end in which 95 of 100 observations would lie.</param>
/// <param name="Value">The middle.</param>
/// <param name="High">The upper end.</param>
/// <param name="Basis">What is assumed to go on.</param>
public sealed record Projection(string Name, string Unit, double Year, double Low, double Value, double High, string Basis)
{
    /// <summary>The projection of a fit.</summary>
    public static Projection Of(ExponentialFit fit, double year, string name, string basis)
    {
        var (low, high) = fit.Band(year);
        return new(name, fit.Series.Unit, year, low, fit.At(year), high, basis);
    }
}
