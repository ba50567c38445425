using Ridgeline.Accelerators.LoopNests.Analysis;

namespace Ridgeline.Accelerators.LoopNests.Sparsity;

/// <summary>Turns counts that sparsity left over into cycles and picojoules.</summary>
internal static class SparseAccount
{
    private const long LargestUneven = 4096;

    public static NestResult Of(NestFrame frame, TensorCounts[] counts)
    {
        var (analysis, memories, compute) = (new SparseAnalysis(frame, counts), frame.Architecture.Memories, frame.Architecture.Compute);
        var busy = checked((long)Math.Ceiling((analysis.Computes + analysis.GatedComputes) / frame.Instances - 1e-6));
        var traffic = new List<TensorTraffic>();
        var demands = new (double Read, double Write, long Cycles)[memories.Count];
        for (var level = 0; level < memories.Count; level++)
        {
            for (var t = 0; t < counts.Length; t++)
            {
                if (analysis[level, t].IsKept) traffic.Add(Traffic(frame, counts[t], analysis[level, t], level, t));
            }
            demands[level] = Demand(memories[level], analysis, counts.Length, level, busy);
        }
        var cycles = demands.Aggregate(busy, (most, demand) => Math.Max(most, demand.Cycles));
        return new()
        {
            Cycles = cycles, ComputeCycles = busy, Computes = frame.Workload.Computes, ActualComputes = checked((long)analysis.Computes),
            Utilisation = (analysis.Computes + analysis.GatedComputes) / ((double)cycles * compute.Instances),
            ComputePicojoules = analysis.Computes * compute.Energy + analysis.GatedComputes * compute.GatedEnergy
                + analysis.SkippedComputes * compute.SkippedEnergy + compute.Leak * cycles * frame.Instances,
            Levels = [.. memories.Select((memory, level) => Summary(memory, demands[level], traffic, (double)cycles * frame.Replication[level]))],
            Traffic = traffic, CycleSeconds = frame.Architecture.CycleSeconds,
        };
    }

    /// <summary>Whether compressed tiles fit.</summary>
    public static bool Fits(NestFrame frame, TensorCounts[] counts)
    {
        var analysis = new SparseAnalysis(frame, counts);
        for (var level = 0; level < frame.Levels; level++)
        {
            var memory = frame.Architecture.Memories[level];
            if (memory.EffectiveSize is not { } size) continue;
            var (words, bits) = (0L, 0.0);
            for (var t = 0; t < counts.Length; t++)
            {
                if (!analysis[level, t].IsKept) continue;
                words = checked(words + analysis[level, t].Most);
                bits += analysis[level, t].Ranks.Sum(rank => rank.Bits((rank.Entries, rank.Offsets)));
            }
            if (words > size || (memory.MetadataDepth > 0 && bits > memory.MetadataDepth * memory.MetadataWidth)) return false;
        }
        return true;
    }

    private static TensorTraffic Traffic(NestFrame frame, TensorCounts counts, SparseTile tile, int level, int t)
    {
        var memory = frame.Architecture.Memories[level];
        var density = frame.Workload.Tensors[t].Density;
        var clusters = Math.Min(frame.Replication[level], memory.Instances / memory.ClusterSize);
        return new()
        {
            Level = memory.Name, Tensor = frame.Workload.Tensors[t].Name, Reads = counts.Reads[level], Fills = counts.Fills[level],
            Updates = counts.Updates[level], Reductions = (long)tile.Reductions, UtilisedCapacity = tile.Most, Instances = frame.Replication[level],
            Picojoules = clusters * (DataPicojoules(memory, tile, density) + MetadataPicojoules(memory, tile)),
            Sparse = new(Each(tile.Reads), Each(tile.GatedReads), Each(tile.SkippedReads), Each(tile.Fills), 0, 0, Each(tile.Updates),
                Each(tile.GatedUpdates), Each(tile.SkippedUpdates), Sum(tile, rank => rank.Reads), Sum(tile, rank => rank.Fills),
                Sum(tile, rank => rank.Updates), (long)Math.Ceiling(tile.Ranks.Sum(rank => rank.Bits((rank.Entries, rank.Offsets))))),
        };

        // Of an instance while it has anything to do; energies are those of all the time.
        long Each(double count) => checked((long)(tile.Used < 1 ? Math.Round(count / tile.Used) : count));

        static long Sum(SparseTile tile, Func<SparseRank, (double Entries, double Offsets)> of)
            => (long)tile.Ranks.Sum(rank => of(rank).Entries + of(rank).Offsets);
    }

    private static double DataPicojoules(NestMemory memory, SparseTile tile, DensityModel? density)
    {
        var e = memory.Energies;
        // The last block of a compressed tile is rarely full.
        var uneven = 1.0;
        if (tile.IsCompressed && memory.BlockSize > 1 && density is { Density: < 1 and > 0 } known && tile.Shape <= LargestUneven)
            uneven = known.Blocks(tile.Shape, memory.BlockSize) / (tile.Shape * known.Density / memory.BlockSize);
        return uneven * (Blocks(tile.Reads) * e.Read + Blocks(tile.GatedReads) * e.GatedRead + Blocks(tile.SkippedReads) * e.SkippedRead
            + Blocks(tile.Fills) * e.Write + Blocks(tile.Updates) * e.Update + Blocks(tile.GatedUpdates) * e.GatedUpdate
            + Blocks(tile.SkippedUpdates) * e.SkippedUpdate) + tile.Decompressions * e.Decompression + tile.Compressions * e.Compression;

        double Blocks(double words) => Math.Ceiling(words / memory.BlockSize);
    }

    private static double MetadataPicojoules(NestMemory memory, SparseTile tile)
    {
        if (memory.MetadataWidth == 0) return 0;
        var e = memory.Energies;
        var energy = Words(rank => rank.Reads) * e.MetadataRead + Words(rank => rank.Fills) * e.MetadataWrite + Words(rank => rank.Updates) * e.MetadataUpdate;
        if (tile.Skips is null) return energy;
        return energy + Words(rank => rank.LeftReads) * e.GatedMetadataRead + Words(rank => rank.LeftUpdates) * e.GatedMetadataWrite;

        double Words(Func<SparseRank, (double, double)> of) => tile.Ranks.Sum(rank => rank.Words(of(rank), memory.MetadataWidth));
    }

    private static (double Read, double Write, long Cycles) Demand(NestMemory memory, SparseAnalysis analysis, int tensors, int level, long cycles)
    {
        var (read, write) = (0.0, 0.0);
        for (var t = 0; t < tensors; t++)
        {
            var (tile, scale) = (analysis[level, t], memory.BandwidthScale?[t] ?? 1);
            if (!tile.IsKept) continue;
            var readBits = tile.Ranks.Sum(rank => rank.Bits(rank.Reads) + (tile.Skips == false ? rank.Bits(rank.LeftReads) : 0));
            var writeBits = tile.Ranks.Sum(rank => rank.Bits(rank.Fills) + rank.Bits(rank.Updates));
            read += (tile.Reads + tile.GatedReads + Math.Floor(readBits / memory.WordBits)) / cycles * scale;
            write += (tile.Fills + tile.Updates + tile.GatedUpdates + Math.Floor(writeBits / memory.WordBits)) / cycles * scale;
        }
        return (read, write, NestAccount.Cycles(memory, read, write, cycles));
    }

    private static LevelSummary Summary(NestMemory memory, (double Read, double Write, long Cycles) demand, List<TensorTraffic> traffic, double busy)
    {
        var leakage = memory.Energies.Leak * busy;
        return new(memory.Name, demand.Cycles, demand.Read, demand.Write,
            traffic.Where(t => t.Level == memory.Name).Sum(t => t.Picojoules) + leakage, leakage);
    }
}
