namespace Ridgeline.Runtime.Host;

/// <summary>What it costs to hand work to another thread that waits for it and to hear that it is done.</summary>
internal static class HandoffProbe
{
    /// <summary>Hands work over and waits, again and again. The other thread spins a little before it sleeps, as a pool for inference does.</summary>
    public static void Run(long rounds)
    {
        var (asked, done) = (0L, 0L);
        var worker = new Thread(() =>
        {
            for (var round = 1L; round <= rounds; round++)
            {
                Wait(ref asked, round);
                Volatile.Write(ref done, round);
            }
        }) { IsBackground = true };
        worker.Start();
        for (var round = 1L; round <= rounds; round++)
        {
            Volatile.Write(ref asked, round);
            Wait(ref done, round);
        }
        worker.Join();
    }

    private static void Wait(ref long value, long least)
    {
        var spin = new SpinWait();
        while (Volatile.Read(ref value) < least) spin.SpinOnce(sleep1Threshold: -1);
    }
}
