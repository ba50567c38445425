using System.Globalization;
using Ridgeline.Prediction;
using Ridgeline.Quantities;
using Ridgeline.Reports.Charts;
using Ridgeline.Runtime;
using Ridgeline.Runtime.Bench;

namespace Ridgeline.Reports.Bench;

/// <summary>A prediction beside a measurement, step by step.</summary>
/// <param name="Network">What the user called the network.</param>
/// <param name="Marks">The steps that were measured, in order.</param>
public sealed record Parity(string Network, IReadOnlyList<ParityMark> Marks)
{
    private const double Matters = 0.01;
    private const double Near = 0.3;

    /// <summary>Seconds predicted for all steps.</summary>
    public double Predicted => Marks.Sum(m => m.Predicted);

    /// <summary>Seconds measured for all steps.</summary>
    public double Measured => Marks.Sum(m => m.Measured);

    /// <summary>The share, by number, of the steps that matter (over 1 % of the time) whose prediction is within 30 %.</summary>
    public double ShareNear
    {
        get
        {
            var matter = Mattering;
            return matter.Count == 0 ? 1 : (double)matter.Count(m => Math.Abs((m.Predicted / m.Measured) - 1) <= Near) / matter.Count;
        }
    }

    /// <summary>How widely runs of the same step spread: half of the way from the 10th to the 90th percentile over the median, in the median of the steps that matter.</summary>
    public double Noise => Mattering.Select(m => (m.High - m.Low) / 2 / m.Measured).Order().ElementAtOrDefault(Mattering.Count / 2);

    private List<ParityMark> Mattering => [.. Marks.Where(m => m.Measured > Matters * Measured)];

    /// <summary>What the runtime does at once, as a prediction takes it.</summary>
    public static IReadOnlyList<RunStep> StepsOf(IReadOnlyList<BenchLayer> steps)
        => [.. steps.Select(s => new RunStep(s.Name, s.Nodes, s.Moved))];

    /// <summary>A planned step as a prediction takes it.</summary>
    public static RunStep StepOf(PlannedStep step) => new(step.Name, step.Nodes, step.Moved);

    /// <summary>Lays both beside each other: a layer belongs to the step that runs its node, one that no step runs to the step before it.</summary>
    public static Parity Of(NetworkPrediction prediction, IReadOnlyList<BenchLayer> steps)
    {
        var at = steps.SelectMany((step, i) => step.Nodes.Prepend(step.Name).Select(name => (Name: name, Place: i))).GroupBy(s => s.Name)
            .ToDictionary(g => g.Key, g => g.First().Place, StringComparer.Ordinal);
        var predicted = new double[steps.Count];
        var current = 0;
        foreach (var layer in prediction.Layers)
        {
            if (at.TryGetValue(layer.Span.Name, out var own)) current = own;
            if (steps.Count > 0) predicted[current] += layer.Span.Duration.Value;
        }
        return new(prediction.Network, [.. steps.Select((s, i) => new ParityMark(s.Name, predicted[i], s.Times.Median.Value, s.Op)
        {
            Low = s.Times.At(0.1), High = s.Times.P90.Value,
        })]);
    }

    /// <summary>One sentence.</summary>
    public string Sentence => string.Create(CultureInfo.InvariantCulture,
        $"predicted {new Seconds(Predicted)}, measured {new Seconds(Measured)} ({(Predicted / Measured) - 1:+0 %;-0 %}); "
        + $"within 30 %: {ShareNear:0 %} of the steps over 1 % of the time; runs of a step spread by {Noise:0 %}");

    // A picture is narrower than a screen.
    private string Caption => string.Create(CultureInfo.InvariantCulture,
        $"predicted {new Seconds(Predicted)}, measured {new Seconds(Measured)} ({(Predicted / Measured) - 1:+0 %;-0 %}); "
        + $"{ShareNear:0 %} of long steps within 30 %; spread {Noise:0 %}");

    /// <summary>The picture.</summary>
    public string Draw() => ParityPlot.Draw(Marks, new() { Title = $"{Network} on this machine: predicted over measured", Subtitle = Caption });
}
