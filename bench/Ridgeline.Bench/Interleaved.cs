using System.Diagnostics;

namespace Ridgeline.Bench;

/// <summary>Runs two things turn by turn, so that a busy neighbour hits both, and compares them pair by pair.</summary>
internal static class Interleaved
{
    /// <summary>Medians in seconds, and the median of theirs / ours.</summary>
    public static (double Ours, double Theirs, double Ratio, double OursBest, double TheirsBest) Compare(Action ours, Action theirs, double seconds = 1.0, int pause = 0)
    {
        for (var i = 0; i < 3; i++)
        {
            ours();
            theirs();
        }
        var a = new List<double>();
        var b = new List<double>();
        var end = Stopwatch.GetTimestamp() + (long)(seconds * Stopwatch.Frequency);
        // Short runs are repeated until they are long against the clock.
        var repeats = (int)Math.Max(1, 2e-4 / Math.Max(1e-9, Time(theirs, 1)));
        while (Stopwatch.GetTimestamp() < end || a.Count < 7)
        {
            // Both spin for a while after a run: let them sleep, or they fight for the cores.
            if (pause > 0) Thread.Sleep(pause);
            a.Add(Time(ours, repeats));
            if (pause > 0) Thread.Sleep(pause);
            b.Add(Time(theirs, repeats));
        }
        var ratios = a.Zip(b, (x, y) => y / x).Order().ToList();
        a.Sort();
        b.Sort();
        return (a[a.Count / 2], b[b.Count / 2], ratios[ratios.Count / 2], a[0], b[0]);
    }

    private static double Time(Action action, int repeats)
    {
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < repeats; i++) action();
        return Stopwatch.GetElapsedTime(start).TotalSeconds / repeats;
    }
}
