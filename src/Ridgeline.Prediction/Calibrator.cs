using Ridgeline.Machines;

namespace Ridgeline.Prediction;

/// <summary>
/// Fits the few free parameters of a machine from measurements, a family at a time: the least sum of |log(predicted / measured)|.
/// </summary>
public static class Calibrator
{
    /// <summary>Fits a machine.</summary>
    /// <param name="machine">The machine; what it was fitted with before is replaced for the families measured.</param>
    /// <param name="measurements">What was measured.</param>
    /// <param name="source">Where the measurements come from.</param>
    public static IReadOnlyList<Calibration> Fit(Machine machine, IReadOnlyList<Measurement> measurements, string source)
        => [.. measurements.Where(m => m.Family is not null).GroupBy(m => m.Family!.Value).Select(g => Fit(machine, g.Key, [.. g], source))];

    /// <summary>The mean of |predicted / measured - 1|.</summary>
    public static double Error(Machine machine, IReadOnlyList<Measurement> measurements)
    {
        var model = new MachineModel(machine);
        return measurements.Average(m => Math.Abs((MeasuredOperator.Predict(model, m) / m.Time).Value - 1));
    }

    private static Calibration Fit(Machine machine, OperatorFamily family, List<Measurement> points, string source)
    {
        var bare = machine with { Efficiency = [] };
        var usual = Efficiencies.Of(bare, family, points[0].Format);
        var free = Free(family, usual, points);
        var blank = new Calibration { Family = family.Name(), Compute = usual.Compute, Memory = usual.Memory, FittedFrom = source, Points = points.Count };
        var fitted = At(ParameterSearch.Run(free, Loss));
        return fitted with { Residual = Math.Round(Error(bare with { Efficiency = [fitted] }, points), 4) };

        double Loss(double[] places)
        {
            var model = new MachineModel(bare with { Efficiency = [At(places)] });
            return points.Sum(m => Math.Abs(Math.Log((MeasuredOperator.Predict(model, m) / m.Time).Value)));
        }

        Calibration At(double[] places) => ParameterSearch.At(blank, free, places);
    }

    private static List<FreeParameter> Free(OperatorFamily family, Efficiency usual, List<Measurement> points)
    {
        var shortest = points.Min(m => m.Time.Value);
        List<FreeParameter> all =
        [
            new("memory", 0.05, 1, true, usual.Memory),
            new("overhead", shortest / 100, shortest * 2, true, shortest * 0.9),
            new("launch_overlap", 0, 1, false, 0.5),
        ];
        if (family == OperatorFamily.Matmul) all.AddRange([new("compute", 0.05, 1, true, usual.Compute), new("serial", 0, 1, false, 0.1),
            new("fill", 1, 4096, true, 32)]);
        if (family is OperatorFamily.Softmax or OperatorFamily.Normalization) all.AddRange([new("spill", 0, 4, false, 0.5),
            new("row_limit", 256, 1 << 20, true, 1 << 13)]);
        return all;
    }
}
