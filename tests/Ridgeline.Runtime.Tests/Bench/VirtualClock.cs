using Ridgeline.Runtime.Bench;

namespace Ridgeline.Runtime.Tests.Bench;

/// <summary>Time that passes only when one says so.</summary>
internal sealed class VirtualClock : IBenchClock
{
    public double Now { get; private set; }

    public void WaitUntil(double moment) => Now = Math.Max(Now, moment);

    public void Pass(double seconds) => Now += seconds;
}
