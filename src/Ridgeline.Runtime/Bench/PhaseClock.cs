using System.Diagnostics;

namespace Ridgeline.Runtime.Bench;

/// <summary>Takes the times of what is done one after another, from when it is made.</summary>
public sealed class PhaseClock
{
    private readonly List<PhaseTime> _phases = [];
    private readonly long _start = Stopwatch.GetTimestamp();
    private long _last;

    /// <summary>Starts it.</summary>
    public PhaseClock() => _last = _start;

    /// <summary>What was done so far, in order.</summary>
    public IReadOnlyList<PhaseTime> Phases => _phases;

    /// <summary>Says what was done since the last mark.</summary>
    public void Mark(string name)
    {
        var now = Stopwatch.GetTimestamp();
        _phases.Add(new(name, new((double)(now - _last) / Stopwatch.Frequency)));
        _last = now;
    }
}
