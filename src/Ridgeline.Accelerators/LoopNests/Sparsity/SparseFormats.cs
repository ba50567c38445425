using Ridgeline.Accelerators.LoopNests.Analysis;

namespace Ridgeline.Accelerators.LoopNests.Sparsity;

/// <summary>Lays ranks over loops: the outermost rank over the outermost loop that runs through the tensor; counts the metadata that comes of it.</summary>
internal static class SparseFormats
{
    /// <summary>Gives a tile its ranks.</summary>
    public static void Lay(NestFrame frame, NestTensor tensor, int index, int level, SparseTile tile, SparseTile? child)
    {
        var memory = frame.Architecture.Memories[level];
        if (memory.Sparse?.FormatOf(index) is not { } formats) return;
        tile.HasMetadata = true;
        tile.IsCompressed = formats.Any(format => format.Compresses);
        var isFromInside = memory.Sparse.IsFromInside(index);
        // A rank of one coordinate takes no loop, so it is none that the memory within has taken already.
        var inner = tile.IsCompressed && child is { HasMetadata: true } ? child.Ranks.FindAll(rank => rank.Fiber > 1 || !isFromInside) : [];
        var own = Math.Max(0, formats.Count - inner.Count);
        var sizes = Sizes(frame, tensor, level, tile.Child, inner.Count > 0);
        for (var at = 0; at < own; at++)
        {
            var rank = isFromInside ? own - 1 - at : at;
            var taken = isFromInside ? FromInside(sizes, formats[rank], rank == 0) : FromOutside(sizes, formats[rank], rank == own - 1 && inner.Count == 0);
            var last = taken.Count > 0 ? taken[^1] : null;
            tile.Ranks.Insert(isFromInside ? 0 : at, new()
            {
                Format = formats[rank], Fiber = Fiber(tensor, taken, frame.Workload.Dimensions.Count), Below = Math.Max(1, last?.Below ?? Rest(inner)),
                Box = last is null ? null : last.Box,
            });
        }
        foreach (var rank in inner) tile.Ranks.Add(new() { Format = rank.Format, Fiber = rank.Fiber, Below = rank.Below, Box = rank.Box });
        Count(tile, tensor.Density, memory);
    }

    // A rank takes one loop, and with it those that are flattened into it; the innermost takes all that are left.
    private static List<TensorLoop> FromOutside(List<TensorLoop> loops, RankFormat format, bool isLast)
    {
        var count = 0;
        while (count < loops.Count && (count == 0 || isLast || (format.Flattened?.Contains(loops[count].Dimension) ?? false))) count++;
        var taken = loops.GetRange(0, count);
        loops.RemoveRange(0, count);
        return taken;
    }

    // The same from within: there a rank with dimensions of its own takes only those, and the outermost takes all that are left.
    private static List<TensorLoop> FromInside(List<TensorLoop> loops, RankFormat format, bool isLast)
    {
        var count = 0;
        while (count < loops.Count && (isLast || (format.Flattened is { Count: > 0 } own ? own.Contains(loops[^(count + 1)].Dimension) : count == 0))) count++;
        var taken = loops.GetRange(loops.Count - count, count);
        loops.RemoveRange(loops.Count - count, count);
        return taken;
    }

    // Windows that overlap have fewer coordinates than their loops have steps.
    private static long Fiber(NestTensor tensor, List<TensorLoop> loops, int dimensions)
    {
        if (loops.Any(loop => loop.Dimension < 0)) return loops.Aggregate(1L, (product, loop) => product * loop.Steps);
        var tile = new long[dimensions];
        tile.AsSpan().Fill(1);
        foreach (var loop in loops) tile[loop.Dimension] *= loop.Factor;
        return NestWorkload.Volume(tensor, tile);
    }

    private static long Rest(List<SparseRank> inner) => inner.Count > 0 ? inner[0].Fiber * inner[0].Below : 1;

    private static List<TensorLoop> Sizes(NestFrame frame, NestTensor tensor, int level, int child, bool aligned)
    {
        var shape = new TensorShape(tensor, frame.Workload.Dimensions.Count);
        var tile = new long[frame.Workload.Dimensions.Count];
        tile.AsSpan().Fill(1);
        var (loops, inside) = (new List<TensorLoop>(), 1L);
        var end = level + 1 < frame.Levels ? frame.SpatialStart[level + 1] : frame.Count;
        for (var loop = 0; loop < end; loop++)
        {
            var (before, box) = (shape.Volume(tile), tensor.Axes.Select(axis => NestWorkload.Extent(axis, tile)).ToArray());
            tile[frame.Dimension[loop]] *= frame.Factor[loop];
            var steps = shape.Volume(tile) / Math.Max(1, before);
            if (!tensor.DependsOn(frame.Dimension[loop]) || steps < 2) continue;
            if (child >= 0 && loop < frame.SpatialStart[child + 1])
            {
                inside = shape.Volume(tile);
                continue;
            }
            loops.Insert(0, new(frame.Dimension[loop], frame.Factor[loop], steps, before, box));
        }
        // Without ranks of its own, what lies in the memory within is one coordinate after the other.
        if (!aligned && inside > 1) loops.Add(new(-1, inside, inside, 1, null));
        return loops;
    }

    private static void Count(SparseTile tile, DensityModel? density, NestMemory memory)
    {
        var (all, fibers) = (1.0, 1.0);
        foreach (var rank in tile.Ranks)
        {
            all *= rank.Fiber;
            var filled = all * (1 - (density is null ? 0 : rank.Box is { } box ? density.ChanceEmpty(box) : density.ChanceEmpty(rank.Below)));
            var bits = memory.MetadataBits > 0 ? memory.MetadataBits : (int)Math.Ceiling(Math.Log2(Math.Max(2, rank.Fiber)));
            rank.EntryBits = rank.Format.MetadataBits ?? (rank.Format.Kind is RankKind.Bitmask or RankKind.UncompressedBitmask ? 1 : bits);
            rank.OffsetBits = rank.Format.PayloadBits ?? bits;
            (rank.Entries, rank.Offsets) = rank.Format.Kind switch
            {
                // Where a rank has one coordinate there is nothing to point to.
                RankKind.OffsetPairs => (0, rank.Fiber > 1 ? fibers * (rank.Fiber + 1) : 0),
                RankKind.Coordinates or RankKind.RunLengths => (filled, 0),
                _ => (fibers * rank.Fiber, 0.0),
            };
            fibers = rank.Format.Compresses ? filled : fibers * rank.Fiber;
        }
    }
}
