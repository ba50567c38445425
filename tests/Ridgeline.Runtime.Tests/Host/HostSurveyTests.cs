using Ridgeline.Runtime.Host;

namespace Ridgeline.Runtime.Tests.Host;

/// <summary>What is measured of this machine is possible, and hangs together. How fast it is no test knows.</summary>
public sealed class HostSurveyTests(ITestOutputHelper output)
{
    [Fact]
    public void A_quick_survey_is_whole()
    {
        var survey = new HostSurveyor(isQuick: true).Run();
        output.WriteLine($"{survey.Processor}: {survey.Threads} threads, {survey.Clock.Median / 1e9:0.00} GHz, handoff {survey.Handoff.Median * 1e9:0} ns");
        foreach (var rate in survey.Rates) output.WriteLine($"{rate.InstructionSet,9} {rate.Format} x{rate.Threads}: {rate.Rate.Best / 1e9:0.0} G, spread {rate.Rate.Spread:0.0%}");
        foreach (var level in survey.Levels)
        {
            output.WriteLine($"{level.Name} {level.Size} x{level.Instances}: read {string.Join(", ", level.Read.Select(r => $"{r.Key}T {r.Value.Best / 1e9:0.0}"))}, "
                + $"write {level.Write[survey.Threads].Best / 1e9:0.0} GB/s, {level.Latency.Best * 1e9:0.0} ns");
        }
        Assert.InRange(survey.Step.Best, 1e-9, 1e-3);
        Assert.InRange(survey.Clock.Best, 5e8, 8e9);
        Assert.All(survey.Rates, r => Assert.InRange(r.Rate.Median, 1e8, r.Rate.Best));
        Assert.Contains(survey.Rates, r => r is { InstructionSet: "scalar", Format: "fp32" });
        Assert.Equal("DRAM", survey.Levels[^1].Name);
        Assert.True(survey.Levels.Count >= 2);
        // A core starts at most four vector instructions of products a cycle.
        Assert.All(survey.Rates.Where(r => r.Threads == 1), r => Assert.InRange(r.Rate.Best / (2.0 * r.Lanes * survey.Clock.Best), 0.01, 4.2));
    }

    [Fact]
    public unsafe void A_chase_visits_every_line_once_before_it_returns()
    {
        const int lines = 512;
        var block = (byte*)System.Runtime.InteropServices.NativeMemory.AlignedAlloc(lines * 64, 64);
        ChaseProbe.Prepare(block, lines * 64, 9);
        var seen = new HashSet<nint>();
        var at = block;
        for (var i = 0; i < lines; i++)
        {
            Assert.True(seen.Add((nint)at));
            at = *(byte**)at;
        }
        Assert.Equal((nint)block, (nint)at);
        Assert.Equal((nint)block, ChaseProbe.Run(block, lines));
        System.Runtime.InteropServices.NativeMemory.AlignedFree(block);
    }

    public static TheoryData<string> Probes => [.. ComputeProbes.Supported().Select(p => $"{p.InstructionSet} {p.Format}")];

    [Theory]
    [MemberData(nameof(Probes))]
    public void A_probe_does_all_its_rounds(string name)
    {
        var probe = ComputeProbes.Supported().First(p => $"{p.InstructionSet} {p.Format}" == name);
        // Each round changes the result: x -> 0.999 x + 0.001 has the fixed point 1; bytes add up.
        Assert.Equal(probe.Run(1000), probe.Run(1000));
        Assert.True(probe.OperationsPerRound % (2 * probe.Lanes) == 0);
        Assert.NotEqual(0, probe.Run(3));
    }
}
