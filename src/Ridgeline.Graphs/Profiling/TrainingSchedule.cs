namespace Ridgeline.Graphs.Profiling;

/// <summary>
/// The order of a training step: all layers forward, then backward from the last, then the update. With recomputation the layers lie in about sqrt(n)
/// segments, and each segment is run forward once more before its backward steps.
/// </summary>
internal sealed class TrainingSchedule
{
    private readonly int _count;
    private readonly int _segment;
    private readonly int[] _again;
    private readonly int[] _backward;

    public TrainingSchedule(IReadOnlyList<string> names, bool recompute)
    {
        _count = names.Count;
        _segment = recompute ? Math.Max(1, (int)Math.Ceiling(Math.Sqrt(_count))) : Math.Max(1, _count);
        (_again, _backward) = (new int[_count], new int[_count]);
        var steps = names.Select(n => (n, "forward")).ToList();
        for (var start = (_count - 1) / _segment * _segment; _count > 0 && start >= 0; start -= _segment)
        {
            var end = Math.Min(start + _segment, _count);
            for (var i = start; recompute && i < end; i++) Add(_again, i, "again");
            for (var i = end - 1; i >= start; i--) Add(_backward, i, "backward");
        }
        Update = steps.Count;
        steps.Add(("optimizer", "update"));
        Steps = steps;
        Recomputes = recompute;

        void Add(int[] at, int i, string phase)
        {
            at[i] = steps.Count;
            steps.Add((names[i], phase));
        }
    }

    /// <summary>The steps with their phases.</summary>
    public IReadOnlyList<(string Name, string Phase)> Steps { get; }

    /// <summary>The step of the update: the last.</summary>
    public int Update { get; }

    /// <summary>Whether layers are run again.</summary>
    public bool Recomputes { get; }

    /// <summary>The step at which a layer runs backward.</summary>
    public int Backward(int layer) => _backward[layer];

    /// <summary>The step at which a layer runs the second time.</summary>
    public int Again(int layer) => _again[layer];

    /// <summary>Whether a layer's output that is last read forward by <paramref name="reader"/> crosses into a later segment and is kept.</summary>
    public bool Crosses(int layer, int reader) => !Recomputes || reader / _segment != layer / _segment;
}
