using Ridgeline.Graphs.Profiling;
using Ridgeline.Quantities;
using Ridgeline.Timelines;

namespace Ridgeline.Accelerators.LoopNests.Networks;

/// <summary>Puts a mapped layer into a timeline.</summary>
internal static class LayerSpan
{
    /// <summary>When a layer runs, for how many joules, bound by what, moving how much.</summary>
    public static Span Of(
        LayerProfile layer, IReadOnlyList<(MappedNest Nest, long Times)> nests, NestArchitecture architecture, Seconds start, Seconds duration)
    {
        var slowest = nests.MaxBy(nest => nest.Nest.Result.Cycles * nest.Times).Nest.Result.Bottleneck;
        var energies = new List<EnergyPart> { new("arithmetic", new(nests.Sum(n => n.Nest.Result.ComputePicojoules * n.Times) * 1e-12)) };
        foreach (var memory in architecture.Memories.Reverse())
        {
            var energy = nests.Sum(n => n.Nest.Result.Levels.Single(l => l.Name == memory.Name).Picojoules * n.Times);
            if (energy > 0) energies.Add(new(memory.Name, new(energy * 1e-12)));
        }
        var macs = nests.Aggregate((Int128)0, (sum, n) => sum + (Int128)n.Nest.Result.Computes * n.Times);
        return new()
        {
            Name = layer.Name, Op = layer.Op, Block = layer.Block, Unit = architecture.Compute.Name, Start = start, Duration = duration, Flops = new(2 * macs),
            Peak = new(2 * architecture.Compute.Instances / architecture.CycleSeconds), Energy = energies,
            Bound = slowest is null ? new(BoundKind.Compute, architecture.Compute.Name) : new(BoundKind.Memory, slowest),
            Traffic = [.. architecture.Memories.Reverse().Select(memory => Traffic(memory, nests, architecture))],
        };
    }

    private static LevelTraffic Traffic(NestMemory memory, IReadOnlyList<(MappedNest Nest, long Times)> nests, NestArchitecture architecture)
    {
        var (bits, cycles) = ((Int128)0, 0.0);
        foreach (var (nest, times) in nests)
        {
            foreach (var t in nest.Result.Traffic.Where(t => t.Level == memory.Name))
                bits += ((Int128)t.Reads + t.Fills + t.Updates) * t.Instances * memory.WordBits * times;
            var level = nest.Result.Levels.Single(l => l.Name == memory.Name);
            if (memory.ReadBandwidth is { } r) cycles += level.ReadBandwidth * nest.Result.ComputeCycles / r * times;
        }
        return new(memory.Name, new((long)((bits + 7) / 8)), new(cycles * architecture.CycleSeconds));
    }
}
