using Ridgeline.Machines;
using Ridgeline.Machines.Checking;

namespace Ridgeline.Review.Rules;

/// <summary>
/// What the yield must still bring: numbers without a source or of low confidence, and how much slower the workload is if they come out half as good; a process
/// that was not yet made in volume.
/// </summary>
internal sealed class UnprovenTechnology : IReviewRule
{
    // The middle between no slower and twice as slow, which is all that halved numbers can do.
    private static readonly double s_mostSlower = Math.Sqrt(2);
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
        if (slower < s_mostSlower && share <= Loss.LargerPart) return null;
        return new(Name, slower >= s_mostSlower && share > Loss.LargerPart ? Severity.High : Severity.Medium,
            $"{doubtful} of {numbers.Count} peaks, sizes and bandwidths have no source or low confidence; the workload is {Figure.Of(slower)} times "
                + $"slower if they come out half as good",
            [new("doubtful_numbers", doubtful, ""), new("numbers", numbers.Count, ""), new("slowdown_if_halved", slower, "1")],
            numbers.First(n => n.IsDoubtful).Path, "measure on silicon, or name a data sheet: 'ridgeline machines show FILE --sources' lists what has none");
    }

    private static double? Slower(ReviewContext context, Workloads.ReviewNetwork network, Machine halved)
    {
        if (context.Predict(network) is not { } now || context.Predict(network, network.Batch, halved) is not { } then) return null;
        return then.Latency.Value / now.Latency.Value;
    }
}
