using System.Diagnostics;

namespace Ridgeline.Runtime.Bench;

/// <summary>
/// Two that do the same, run in turn: what disturbs the machine disturbs both. The order changes from round to round, because who runs second finds warmer or
/// colder caches. Before each run the caller waits, awake, until the threads of the run before sleep: nobody computes on a core that a rival's idle thread spins on.
/// </summary>
public static class Duel
{
    // More than twice as long as an idle thread of our pool spins; ONNX Runtime's are told to sleep at the end of a run.
    private static readonly TimeSpan s_rest = TimeSpan.FromMicroseconds(500);

    /// <summary>Runs both in turn.</summary>
    /// <param name="ours">One run of ours.</param>
    /// <param name="theirs">One run of the other.</param>
    /// <param name="seconds">For how long.</param>
    /// <param name="leastRounds">At least so many rounds.</param>
    /// <param name="mostRounds">At most so many rounds.</param>
    public static DuelResult Run(Action ours, Action theirs, double seconds, int leastRounds = 10, int mostRounds = 100_000)
    {
        var (own, other) = (new List<double>(), new List<double>());
        var start = Stopwatch.GetTimestamp();
        for (var round = 0; round < mostRounds && (round < leastRounds || Stopwatch.GetElapsedTime(start).TotalSeconds < seconds); round++)
        {
            if (round % 2 == 0) own.Add(Time(ours));
            other.Add(Time(theirs));
            if (round % 2 == 1) own.Add(Time(ours));
        }
        return new(own, other);
    }

    private static double Time(Action run)
    {
        // Awake, because a core that sleeps comes back slower.
        for (var rest = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(rest) < s_rest;) Thread.SpinWait(16);
        var start = Stopwatch.GetTimestamp();
        run();
        // Less than a tick is no time to divide by.
        return Math.Max(Stopwatch.GetElapsedTime(start).TotalSeconds, 1e-9);
    }
}
