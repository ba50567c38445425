using System.Globalization;
using Ridgeline.Prediction;
using Ridgeline.Quantities;
using Ridgeline.Reports.Tables;

namespace Ridgeline.Reports.Bench;

/// <summary>What the parameters of a machine were fitted to: a row a step, measured and as the fitted machine takes it.</summary>
public static class FittedStepTable
{
    /// <summary>The table.</summary>
    /// <param name="steps">Steps, each with the number of threads that it ran on.</param>
    public static ReportTable Of(IEnumerable<(int Threads, FittedStep Step)> steps) => new("Operators, measured and predicted",
    [
        new("Threads", "threads"), new("Network", "network", false), new("Step", "step", false), new("Kind", "kind", false), new("Work", "work", false),
        new("Measured", "measured_s"), new("Predicted", "predicted_s"), new("Ratio", "ratio"),
    ],
    [
        .. steps.Select(s => new[]
        {
            Cell.Of((Int128)s.Threads), Cell.Of(s.Step.Network), Cell.Of(s.Step.Step), Cell.Of(s.Step.Kind), Cell.Of(s.Step.Work), Time(s.Step.Measured),
            Time(s.Step.Predicted), Number((s.Step.Predicted / s.Step.Measured).Value),
        }),
    ]);

    private static Cell Time(Seconds time) => new(time.ToString(), time.Value.ToString("R", CultureInfo.InvariantCulture));

    private static Cell Number(double value) => new(value.ToString("0.00", CultureInfo.InvariantCulture), value.ToString("R", CultureInfo.InvariantCulture));
}
