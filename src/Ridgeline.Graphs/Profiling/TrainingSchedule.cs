namespace Ridgeline.Graphs.Profiling;

/// <summary>
/// The order of a training step: all layers forward, then backward from the last, then the update. With recomputation the layers lie in about sqrt(n)
/// segments, and each segment is run forward once more before its backward steps.
/// </summary>
internal sealed class TrainingSchedule
{
    private readonly int _segment;
    private readonly int[] _again;
    private readonly int[] _backward;

    public TrainingSchedule(IReadOnlyList<string> names, bool recompute)
    {
        var count = names.Count;
        Recomputes = recompute;
        _segment = Math.Max(1, recompute ? (int)Math.Ceiling(Math.Sqrt(count)) : count);
        (_again, _backward) = (new int[count], new int[count]);
        var steps = names.Select(n => (n, "forward")).ToList();
        for (var segment = (count + _segment - 1) / _segment - 1; segment >= 0; segment--)
        {
            var (start, end) = (segment * _segment, Math.Min((segment + 1) * _segment, count));
            for (var i = start; recompute && i < end; i++) Add(_again, i, "again");
            for (var i = end - 1; i >= start; i--) Add(_backward, i, "backward");
        }
        steps.Add(("optimizer", "update"));
        Steps = steps;

        void Add(int[] at, int i, string phase)
        {
            at[i] = steps.Count;
            steps.Add((names[i], phase));
        }
    }

    /// <summary>The steps with their phases; the last is the update.</summary>
    public IReadOnlyList<(string Name, string Phase)> Steps { get; }

    /// <summary>Whether layers are run again.</summary>
    public bool Recomputes { get; }

    /// <summary>The segment that a layer lies in.</summary>
    public int Segment(int layer) => layer / _segment;

    /// <summary>The step at which a layer runs backward.</summary>
    public int Backward(int layer) => _backward[layer];

    /// <summary>The step at which a layer runs the second time.</summary>
    public int Again(int layer) => _again[layer];
}
