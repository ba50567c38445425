using System.Diagnostics;

namespace Ridgeline.Runtime.Bench;

/// <summary>The time on the wall.</summary>
internal sealed class RealClock : IBenchClock
{
    // A sleep ends up to a tick of the system's timer late.
    private const double Oversleep = 0.002;
    private readonly long _start = Stopwatch.GetTimestamp();

    public double Now => Stopwatch.GetElapsedTime(_start).TotalSeconds;

    public void WaitUntil(double moment)
    {
        while (moment - Now is var left && left > 0)
        {
            if (left > Oversleep) Thread.Sleep(TimeSpan.FromSeconds(left - Oversleep));
            else Thread.SpinWait(20);
        }
    }
}
