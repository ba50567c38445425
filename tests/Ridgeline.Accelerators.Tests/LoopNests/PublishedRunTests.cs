using Ridgeline.Accelerators.LoopNests;

namespace Ridgeline.Accelerators.Tests.LoopNests;

/// <summary>Runs of Timeloop and Sparseloop whose inputs and outputs are published: cycles, every access, every energy.</summary>
public sealed class PublishedRunTests
{
    // Some of the energies of an access are those that Timeloop prints with two decimals.
    private const double Tolerance = 6e-3;

    public static TheoryData<string> Runs => [.. PublishedRun.Names];

    [Theory]
    [MemberData(nameof(Runs))]
    public void Cycles_accesses_and_energies_are_the_same(string name)
    {
        var run = PublishedRun.Of(name);
        Assert.Equal(run.Cycles, run.Result.Cycles);
        Assert.Equal(run.ActualComputes, run.Result.ActualComputes);
        foreach (var row in run.Rows) Assert.Equal(string.Join(' ', row[2..13]), string.Join(' ', Counts(run.Traffic(row))));
        Assert.InRange(run.LargestDifference, 0, Tolerance);
    }

    private static IEnumerable<long> Counts(TensorTraffic t) => t.Sparse is { } s
        ? [t.Reads, t.Fills, t.Updates, s.ActualReads, s.GatedReads, s.SkippedReads, s.ActualFills, s.ActualUpdates, s.GatedUpdates, s.SkippedUpdates, t.UtilisedCapacity]
        : [t.Reads, t.Fills, t.Updates, t.Reads, 0, 0, t.Fills, t.Updates, 0, 0, t.UtilisedCapacity];
}
