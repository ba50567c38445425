namespace Ridgeline.Accelerators.Systolic.ScaleSim;

/// <summary>What a memory exchanges with main memory in a layer.</summary>
/// <param name="Start">The cycle of the first answer; below zero for what is fetched before the array starts.</param>
/// <param name="Stop">The cycle of the last answer.</param>
/// <param name="Words">Words read or written.</param>
public readonly record struct DramTraffic(long Start, long Stop, long Words)
{
    /// <summary>Words a cycle.</summary>
    public double Bandwidth => (double)Words / (Stop - Start + 1);
}
