using static Ridgeline.Trends.TrendNumber;

namespace Ridgeline.Trends;

/// <summary>Operations a joule, and the power that grows all the same.</summary>
internal static class EnergyTopic
{
    private const double SecondsOfDay = 86400;

    public static TrendTopic Create(Assumptions assumed)
    {
        var fp32 = Fit("fp32_flop_per_s/tdp_w", "fp32 operations a joule", "FLOP/J");
        var tensor = Fit("tensor16_flop_per_s/tdp_w", "16-bit matrix operations a joule", "FLOP/J");
        var power = Fit("tdp_w", "power of an accelerator", "W");
        var compute = new ExponentialFit(TrendData.TrainingCompute.Between(2010, 3000, "training compute, since 2010"));
        var year = assumed["year"];
        var joules = compute.At(year) / (tensor.Fit.At(year) * assumed["utilisation"]);
        return new("energy", "Does efficiency keep up with growth?")
        {
            Answers =
            [
                $"Operations a joule: fp32 {Doubling(fp32.Fit)}, 16-bit matrix work {Doubling(tensor.Fit)}; the power of an accelerator "
                    + $"{Doubling(power.Fit)}.",
                $"Training compute {Doubling(compute)}: the energy of a training run grows x {Math.Pow(2, compute.Slope - tensor.Fit.Slope):0.0} a year.",
            ],
            Fits = [fp32, tensor, power, new(compute, "all notable models with known compute")],
            Figures =
            [
                new($"energy to train a notable model of {year:0}", joules / 3.6e9, "MWh", "compute / (FLOP/J x utilisation), both curves going on"),
                new("power if that takes 90 days", joules / (90 * SecondsOfDay) / 1e6, "MW", "energy / 90 days"),
            ],
            Projections = [new Projection(tensor.Fit, year, "16-bit matrix operations a joule", "efficiency grows as in the whole table")],
            Assumptions = assumed.Of("year", "utilisation"),
            Sources = [DataSource.EpochHardware, DataSource.EpochModels],
        };
    }

    private static TrendFit Fit(string column, string name, string unit) =>
        new(new(TrendData.Accelerators(column, name, unit)), "all accelerators of the table that state it");
}
