namespace Ridgeline.Runtime.Host;

/// <summary>One level of memory.</summary>
/// <param name="Name"><c>L1</c>, <c>L2</c>, <c>L3</c>, <c>DRAM</c>.</param>
/// <param name="Size">Bytes of one instance.</param>
/// <param name="Instances">How many there are.</param>
/// <param name="SharedBy">Hardware threads that share one.</param>
/// <param name="Source">Who says how large it is.</param>
/// <param name="Read">Bytes a second read, by number of threads.</param>
/// <param name="Write">Bytes a second written, by number of threads.</param>
/// <param name="Latency">Seconds of one dependent read.</param>
public sealed record LevelMeasured(string Name, long Size, int Instances, int SharedBy, string Source, IReadOnlyDictionary<int, Measured> Read,
    IReadOnlyDictionary<int, Measured> Write, Measured Latency)
{
    /// <summary>The less disturbed of this and another measurement, number by number.</summary>
    internal LevelMeasured Better(LevelMeasured other) => this with
    {
        Read = Read.ToDictionary(r => r.Key, r => Measured.Higher(r.Value, other.Read[r.Key])),
        Write = Write.ToDictionary(w => w.Key, w => Measured.Higher(w.Value, other.Write[w.Key])),
        Latency = Measured.Lower(Latency, other.Latency),
    };
}
