namespace Ridgeline.Accelerators.Tests.LoopNests;

/// <summary>Every run of Timeloop that we hold, from its own processed input.</summary>
public sealed class TimeloopGoldenTests
{
    // Timeloop prints picojoules with two decimals, and its energies drift by 0.6 % from version to version; ours are exact to its current one.
    private const double Tolerance = 1e-4;

    public static TheoryData<string> Runs => [.. GoldenRun.Names];

    [Theory]
    [MemberData(nameof(Runs))]
    public void Cycles_and_utilisation_are_the_same(string name)
    {
        var run = GoldenRun.Of(name);
        var result = run.Evaluate();
        Assert.Equal(run.Cycles, result.Cycles);
        Assert.Equal(run.Computes, result.Computes);
        Assert.Equal(run.Utilisation, result.Utilisation, 4);
    }

    [Theory]
    [MemberData(nameof(Runs))]
    public void Every_access_is_the_same(string name)
    {
        var run = GoldenRun.Of(name);
        var expected = run.Traffic().Select(t => $"{t.Level} {t.Tensor} reads, fills, updates, capacity: {string.Join(' ', t.Counts)}");
        var got = run.Evaluate().Traffic.Select(t => $"{t.Level} {t.Tensor} reads, fills, updates, capacity: {t.Reads} {t.Fills} {t.Updates} {t.UtilisedCapacity}");
        Assert.Equal(expected.Order(StringComparer.Ordinal), got.Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Runs))]
    public void Energies_are_the_same(string name)
    {
        var run = GoldenRun.Of(name);
        var result = run.Evaluate();
        Assert.Equal(1, result.Energy.Value * 1e15 / result.Computes / run.FemtojoulesPerCompute, Tolerance);
        foreach (var (level, tensor, _, picojoules) in run.Traffic())
        {
            var ours = result.Traffic.Single(t => t.Level == level && t.Tensor == tensor);
            Assert.Equal(picojoules, ours.Picojoules, Math.Max(0.011, picojoules * Tolerance));
        }
    }
}
