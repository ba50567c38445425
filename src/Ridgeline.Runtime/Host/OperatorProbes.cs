namespace Ridgeline.Runtime.Host;

/// <summary>
/// The small networks that a host is fitted to: sizes drawn from a seed, none taken from a known network. Most have their weights in a cache from run to
/// run, as they would not fit there in some.
/// </summary>
public static class OperatorProbes
{
    private const ulong Seed = 4;

    /// <summary>All of them.</summary>
    public static IReadOnlyList<OperatorProbe> All()
    {
        var draw = new ShapeDraw(Seed);
        return [.. ProductProbes.All(draw), .. ConvolutionProbes.All(draw), .. VectorProbes.All(draw), .. MovementProbes.All(draw)];
    }
}
