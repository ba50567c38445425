using Ridgeline.Quantities;

namespace Ridgeline.Runtime.Bench;

/// <summary>Times the steps of a network.</summary>
public static class LayerTimes
{
    /// <summary>Runs a network with a clock between its steps.</summary>
    /// <param name="run">A run that is warm.</param>
    /// <param name="seconds">For how long.</param>
    /// <param name="mostRuns">At most so many runs.</param>
    public static IReadOnlyList<LayerTime> Take(NetworkRun run, double seconds, int mostRuns = 500)
    {
        run.Timed = true;
        var clock = new RealClock();
        var seen = new List<IReadOnlyList<StepTime>>();
        while (seen.Count < 5 || (clock.Now < seconds && seen.Count < mostRuns))
        {
            run.Run();
            seen.Add(run.Times());
        }
        run.Timed = false;
        var (steps, plan) = (seen[0], run.Plan());
        var starts = Seconds.Zero;
        var layers = new List<LayerTime>();
        for (var i = 0; i < steps.Count; i++)
        {
            var times = new RunStatistics([.. seen.Select(s => s[i].Duration.Value)]);
            layers.Add(new(steps[i].Node, steps[i].Nodes, starts, times) { Step = plan[i] });
            starts += times.Median;
        }
        return layers;
    }
}
