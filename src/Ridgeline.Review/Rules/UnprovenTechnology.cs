using Ridgeline.Machines;
using Ridgeline.Machines.Checking;
using Ridgeline.Prediction;

namespace Ridgeline.Review.Rules;

/// <summary>
/// What the yield must still bring: numbers without a source or of low confidence, and how much slower the workload is if they come out half as good; a process
/// that was not yet made in volume.
/// </summary>
internal sealed class UnprovenTechnology : IReviewRule
{
    private const double MostSlower = 1.5;
    private const double MostDoubtful = 0.6;
    private const string TooEarly = "MACH208";

    public string Name => "unproven-technology";

    public IEnumerable<Finding> Check(ReviewContext context)
    {
        foreach (var early in MachineCheck.Run(context.Machine).Where(f => f is { Code: TooEarly, IsExpected: false }))
        {
            yield return new(Name, Severity.High, early.Message, [new("year", context.Machine.Year, ""), new("process",
                (context.Machine.ProcessNm ?? 0) * 1e-9, "m")],
                "process", "design for what a foundry sells today; compare with a node in volume");
        }
        if (Doubts(context) is { } finding) yield return finding;
    }

    private Finding? Doubts(ReviewContext context)
    {
        var numbers = DoubtfulNumbers.Of(context.Machine);
        var doubtful = numbers.Count(n => n.IsDoubtful);
        if (doubtful == 0) return null;
        var halved = DoubtfulNumbers.Halved(context.Machine);
        var slower = Figure.GeometricMean(context.Workload.Select(n => Slower(context, n, halved)).OfType<double>());
        var share = (double)doubtful / numbers.Count;
        if (slower < MostSlower && share < MostDoubtful) return null;
        return new(Name, slower >= MostSlower && share >= MostDoubtful ? Severity.High : Severity.Medium,
            $"{doubtful} of {numbers.Count} peaks, sizes and bandwidths have no source or low confidence; the workload is {Figure.Of(slower)} times "
                + $"slower if they come out half as good",
            [new("doubtful_numbers", doubtful, ""), new("numbers", numbers.Count, ""), new("slowdown_if_halved", slower, "1")],
            numbers.First(n => n.IsDoubtful).Path, "measure on silicon, or name a data sheet: 'ridgeline machines show FILE --sources' lists what has none");
    }

    private static double? Slower(ReviewContext context, Workloads.ReviewNetwork network, Machine halved)
    {
        if (context.Predict(network) is not { } now || network.Build(network.Batch) is not { } built) return null;
        return Predictor.Predict(built, halved, new() { Precision = context.Format }).Latency.Value / now.Latency.Value;
    }
}
