using System.Diagnostics;

namespace Ridgeline.Runtime.Host;

/// <summary>Runs the same work on several threads that begin together.</summary>
internal static class Crew
{
    /// <summary>The seconds from the common start to the end of the last.</summary>
    public static double Time(int threads, Action<int> work)
    {
        if (threads == 1) return Alone(() => work(0));
        using var ready = new CountdownEvent(threads);
        var (go, ends) = (0, new long[threads]);
        var crew = Enumerable.Range(0, threads).Select(i => new Thread(() =>
        {
            ready.Signal();
            while (Volatile.Read(ref go) == 0) Thread.SpinWait(1);
            work(i);
            ends[i] = Stopwatch.GetTimestamp();
        }) { IsBackground = true }).ToList();
        crew.ForEach(t => t.Start());
        ready.Wait();
        var start = Stopwatch.GetTimestamp();
        Volatile.Write(ref go, 1);
        crew.ForEach(t => t.Join());
        return Stopwatch.GetElapsedTime(start, ends.Max()).TotalSeconds;
    }

    private static double Alone(Action work)
    {
        var start = Stopwatch.GetTimestamp();
        work();
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}
