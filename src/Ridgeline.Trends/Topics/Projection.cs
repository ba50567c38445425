namespace Ridgeline.Trends;

/// <summary>What a quantity would be in a year to come if its growth went on: an extrapolation, no forecast.</summary>
/// <param name="Fit">The growth.</param>
/// <param name="Year">The year.</param>
/// <param name="Name">The quantity.</param>
/// <param name="Basis">What is assumed to go on.</param>
public sealed record Projection(ExponentialFit Fit, double Year, string Name, string Basis)
{
    /// <summary>The unit.</summary>
    public string Unit => Fit.Series.Unit;

    /// <summary>The middle.</summary>
    public double Value => Fit.At(Year);

    /// <summary>The lower end of where 95 of 100 observations would lie.</summary>
    public double Low => Fit.Band(Year).Low;

    /// <summary>The upper end.</summary>
    public double High => Fit.Band(Year).High;
}
