using Ridgeline.Quantities;

namespace Ridgeline.Graphs.Profiling;

/// <summary>Sums the lives of tensors over the steps of a run and finds the peak.</summary>
internal static class Liveness
{
    public static MemoryProfile Sweep(Bytes resident, IReadOnlyList<(string Name, string Phase)> steps, IReadOnlyList<TensorLife> lives, int unsized)
    {
        var change = new long[steps.Count + 1];
        foreach (var life in lives)
        {
            change[life.Birth] += life.Size.Value;
            change[life.Death + 1] -= life.Size.Value;
        }
        var result = new MemoryStep[steps.Count];
        var (live, peak) = (0L, 0);
        for (var i = 0; i < steps.Count; i++)
        {
            live += change[i];
            result[i] = new(steps[i].Name, steps[i].Phase, new(live));
            if (live > result[peak].Live.Value) peak = i;
        }
        var alive = lives.Where(l => l.Birth <= peak && peak <= l.Death && l.Size.Value > 0)
            .OrderByDescending(l => l.Size.Value).ThenBy(l => l.Birth)
            .Select(l => new LiveTensor(l.Name, l.Type?.ToString() ?? "scratch", l.Size));
        return new(resident, result, peak, [.. alive], unsized);
    }
}
