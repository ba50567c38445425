using Ridgeline.Runtime.Host;

namespace Ridgeline.Runtime.Tests.Host;

/// <summary>The small networks that a host is fitted to can all be run.</summary>
public sealed class OperatorSurveyTests
{
    [Fact]
    public void Every_kind_of_probe_runs_and_each_step_has_a_time()
    {
        // One of a kind, the smallest: a chain whose weights no cache keeps takes long to fill.
        var probes = OperatorProbes.All().Where(p => !char.IsAsciiDigit(p.Name[0])).GroupBy(p => p.Name.Split(' ')[0]).Select(g => g.First()).ToList();
        var seen = new OperatorSurveyor(1).Run(probes);
        Assert.Equal(probes.Count, seen.Count);
        Assert.All(seen, s =>
        {
            Assert.Equal(s.Steps.Count, s.Times.Count);
            Assert.All(s.Times, t => Assert.InRange(t.Value, 0, 10));
            Assert.Contains(s.Steps, step => step.Nodes.Count > 0 && step.Moved.Value > 0);
        });
    }
}
