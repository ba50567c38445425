namespace Ridgeline.Runtime.Bench;

/// <summary>Time as a scenario sees it.</summary>
internal interface IBenchClock
{
    /// <summary>Seconds since some beginning.</summary>
    double Now { get; }

    /// <summary>Waits for a moment; returns at once if it is past.</summary>
    void WaitUntil(double moment);
}
