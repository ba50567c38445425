namespace Ridgeline.Prediction;

/// <summary>What a million examples cost, in US dollars.</summary>
/// <param name="Machine">Its price spread over three years of work without a pause.</param>
/// <param name="Electricity">At 0.10 dollars a kWh.</param>
public sealed record Cost(double Machine, double Electricity)
{
    private const double Lifetime = 3 * 365.25 * 86400;
    private const double DollarsPerJoule = 0.10 / 3.6e6;

    /// <summary>Both.</summary>
    public double Total => Machine + Electricity;

    /// <summary>The cost at a throughput in examples a second and an energy an example.</summary>
    public static Cost Of(double price, double throughput, double energy) => new(price / Lifetime / throughput * 1e6, energy * DollarsPerJoule * 1e6);
}
