using Ridgeline.Accelerators.LoopNests.Sparsity;

namespace Ridgeline.Accelerators.LoopNests.Analysis;

/// <summary>Turns counts into cycles and picojoules.</summary>
internal static class NestAccount
{
    public static NestResult Of(NestFrame frame, TensorCounts[] tensors)
    {
        if (SparseAnalysis.IsNeeded(frame.Architecture)) return SparseAccount.Of(frame, tensors);
        var memories = frame.Architecture.Memories;
        var compute = frame.Architecture.Compute;
        var traffic = new List<TensorTraffic>();
        var demands = new (double Read, double Write, long Cycles)[memories.Count];
        for (var level = 0; level < memories.Count; level++)
        {
            for (var t = 0; t < tensors.Length; t++)
            {
                if (tensors[t].Sizes[level] > 0) traffic.Add(Traffic(frame, tensors[t], level, t));
            }
            demands[level] = Demand(memories[level], tensors, level, frame.Iterations);
        }
        var cycles = demands.Aggregate(frame.Iterations, (most, demand) => Math.Max(most, demand.Cycles));
        // Where factors do not divide, the nest has more points than the workload: those do no work.
        var computes = frame.Workload.Computes;
        return new()
        {
            Cycles = cycles, ComputeCycles = frame.Iterations, Computes = computes, ActualComputes = computes,
            Utilisation = (double)computes / ((double)cycles * compute.Instances),
            ComputePicojoules = computes * compute.Energy + compute.Leak * cycles * frame.Instances,
            Levels = [.. memories.Select((memory, level) => Summary(memory, demands[level], traffic, (double)cycles * frame.Replication[level]))],
            Traffic = traffic, CycleSeconds = frame.Architecture.CycleSeconds,
        };
    }

    /// <summary>What the accesses of a tensor cost in all instances together: whole blocks, shared by the instances of a cluster.</summary>
    public static double Picojoules(NestMemory memory, long instances, long reads, long fills, long updates)
    {
        var clusters = Math.Min(instances, memory.Instances / memory.ClusterSize);
        return clusters * (Blocks(reads) * memory.Energies.Read + Blocks(fills) * memory.Energies.Write + Blocks(updates) * memory.Energies.Update);

        double Blocks(long words) => (words + memory.BlockSize - 1) / memory.BlockSize;
    }

    /// <summary>Words an instance would read and write a cycle, and the cycles that its bandwidth needs.</summary>
    public static (double Read, double Write, long Cycles) Demand(NestMemory memory, TensorCounts[] tensors, int level, long cycles)
    {
        var (read, write) = (0.0, 0.0);
        for (var t = 0; t < tensors.Length; t++)
        {
            var scale = memory.BandwidthScale?[t] ?? 1;
            read += (double)tensors[t].Reads[level] / cycles * scale;
            write += ((double)tensors[t].Updates[level] + tensors[t].Fills[level]) / cycles * scale;
        }
        return (read, write, Cycles(memory, read, write, cycles));
    }

    /// <summary>The cycles that a bandwidth needs for what is asked of it a cycle.</summary>
    public static long Cycles(NestMemory memory, double read, double write, long cycles)
    {
        var pace = 1.0;
        if (memory.ReadBandwidth is { } r && r < read) pace = Math.Min(pace, r / read);
        if (memory.WriteBandwidth is { } w && w < write) pace = Math.Min(pace, w / write);
        if (memory.SharedBandwidth is { } s && s < read + write) pace = Math.Min(pace, s / (read + write));
        return checked((long)Math.Ceiling(cycles / pace));
    }

    private static TensorTraffic Traffic(NestFrame frame, TensorCounts counts, int level, int tensor)
    {
        var memory = frame.Architecture.Memories[level];
        return new()
        {
            Level = memory.Name, Tensor = frame.Workload.Tensors[tensor].Name, Reads = counts.Reads[level], Fills = counts.Fills[level],
            Updates = counts.Updates[level], Reductions = counts.Reductions[level], UtilisedCapacity = counts.Sizes[level],
            Instances = frame.Replication[level],
            Picojoules = Picojoules(memory, frame.Replication[level], counts.Reads[level], counts.Fills[level], counts.Updates[level]),
        };
    }

    private static LevelSummary Summary(NestMemory memory, (double Read, double Write, long Cycles) demand, List<TensorTraffic> traffic, double busy)
    {
        // An instance that a mapping does not use is switched off.
        var leakage = memory.Energies.Leak * busy;
        return new(memory.Name, demand.Cycles, demand.Read, demand.Write,
            traffic.Where(t => t.Level == memory.Name).Sum(t => t.Picojoules) + leakage, leakage);
    }
}
