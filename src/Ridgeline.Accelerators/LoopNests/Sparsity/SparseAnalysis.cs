using Ridgeline.Accelerators.LoopNests.Analysis;

namespace Ridgeline.Accelerators.LoopNests.Sparsity;

/// <summary>
/// What zeros leave of a dense count: empty parts of compressed tensors are not there, and accesses are gated or skipped where what they would meet is
/// empty; what is left out at one memory never reaches those within.
/// </summary>
/// <remarks>After Wu et al., Sparseloop (MICRO 2022); roundings as in the outputs of its code, so that counts are equal.</remarks>
internal sealed class SparseAnalysis
{
    private readonly NestFrame _frame;
    private readonly TensorCounts[] _counts;
    private readonly SparseTile[,] _tiles;
    private readonly double[] _share;
    private readonly bool[] _reaches;

    public SparseAnalysis(NestFrame frame, TensorCounts[] counts)
    {
        (_frame, _counts) = (frame, counts);
        _tiles = new SparseTile[frame.Levels, counts.Length];
        (_share, _reaches) = (new double[counts.Length], new bool[counts.Length]);
        for (var t = 0; t < counts.Length; t++) Begin(t);
        DecideActions();
        Computes = (double)frame.Workload.Computes;
        for (var t = 0; t < counts.Length; t++) Propagate(t);
        for (var t = 0; t < counts.Length; t++) Convert(t);
        SplitComputes();
    }

    /// <summary>Computations that reach what computes; then those really done.</summary>
    public double Computes { get; private set; }

    public double GatedComputes { get; private set; }

    public double SkippedComputes { get; private set; }

    public SparseTile this[int level, int tensor] => _tiles[level, tensor];

    public static bool IsNeeded(NestArchitecture architecture)
        => architecture.Compute.Sparse is not null || architecture.Memories.Any(memory => memory.Sparse is not null);

    private void Begin(int t)
    {
        var (tensor, child) = (_frame.Workload.Tensors[t], -1);
        for (var level = 0; level < _frame.Levels; level++)
        {
            var tile = _tiles[level, t] = new() { IsKept = _counts[t].Sizes[level] > 0, Shape = _counts[t].Sizes[level], Child = child };
            tile.Box = [.. tensor.Axes.Select(axis => NestWorkload.Extent(axis, _frame.Tile(level)))];
            if (!tile.IsKept) continue;
            SparseFormats.Lay(_frame, tensor, t, level, tile, child >= 0 ? _tiles[child, t] : null);
            var c = _counts[t];
            (tile.Reads, tile.Fills, tile.Updates, tile.Reductions) = (c.Reads[level], c.Fills[level], c.Updates[level], c.Reductions[level]);
            tile.Most = tile.IsCompressed && tensor.Density is { } density ? density.Most(tile.Box) : tile.Shape;
            foreach (var rank in tile.Ranks)
            {
                rank.Reads = Often(rank, tile.Reads / tile.Shape);
                rank.Fills = Often(rank, tile.Fills / tile.Shape);
                rank.Updates = Often(rank, tile.Updates / tile.Shape);
            }
            if (tile.HasMetadata && tensor.Density is { } known)
            {
                var empty = 1 - known.Density;
                (tile.Reads, tile.Fills) = (Without(tile.Reads, empty), Without(tile.Fills, empty));
                if (tensor.IsOutput) tile.Updates = Without(tile.Updates, empty);
                if (tile.IsCompressed && known.ChanceEmpty(tile.Box) is < 1 and var never) tile.Used = 1 - never;
            }
            child = level;
        }

        static (double, double) Often(SparseRank rank, double times) => (Math.Ceiling(rank.Entries * times - 1e-6), Math.Ceiling(rank.Offsets * times - 1e-6));
    }

    private void DecideActions()
    {
        for (var level = 0; level < _frame.Levels; level++)
        {
            foreach (var action in (_frame.Architecture.Memories[level].Sparse?.Actions ?? []).OrderBy(a => a.Skips)) Decide(action, level);
        }
    }

    private void Decide(SparseAction action, int level)
    {
        var options = action.Options.Select(option => Weigh(option, level)).Where(o => o.Level >= 0).ToList();
        if (options.Count == 0) return;
        // Of equally good ones the last is taken.
        var most = options.Max(o => o.Saved);
        var best = options.Last(o => o.Saved >= most);
        var tile = _tiles[best.Level, best.Target];
        if (tile.Skips is not null && tile.Share >= best.Share) return;
        (tile.Skips, tile.Share) = (action.Skips, best.Share);
    }

    // How likely what is looked at is empty, for as much of it as goes with one access of the target.
    private (int Level, int Target, double Share, double Saved) Weigh(SparseOption option, int level)
    {
        var from = level;
        while (from < _frame.Levels && !_tiles[from, option.Target].IsKept) from++;
        if (from == _frame.Levels) return (-1, 0, 0, 0);
        var (tile, memory) = (_tiles[from, option.Target], _frame.Architecture.Memories[from]);
        var share = new SparseConditions(_frame, option.Target, from, tile.Child).ShareEmpty(option.ConditionOn);
        var ranks = (tile.Child >= 0 ? _tiles[tile.Child, option.Target] : tile).Ranks;
        var held = tile.Shape * (_frame.Workload.Tensors[option.Target].Density?.Density ?? 1)
            + ranks.Sum(rank => rank.Entries + rank.Offsets) * memory.MetadataBits / memory.WordBits;
        return (from, option.Target, share, memory.Energies.Read / memory.BlockSize * held * share);
    }

    private void Propagate(int t)
    {
        var innermost = -1;
        var outer = 0.0;
        for (var level = _frame.Levels - 1; level >= 0; level--)
        {
            var tile = _tiles[level, t];
            if (outer > 0 && tile.IsKept) Scale(tile, outer);
            if (tile.Skips is null || !tile.IsKept) continue;
            LeaveOut(tile, 1 - (1 - tile.Share) / (1 - outer), _frame.Workload.Tensors[t].IsOutput, t, level);
            (outer, innermost) = (tile.Share, level);
        }
        for (var level = 0; level < _frame.Levels; level++)
        {
            var tile = _tiles[level, t];
            if (tile.IsSettled || _counts[t].Updates[level] == 0) continue;
            tile.Reductions = Math.Ceiling(tile.Reductions * tile.Updates / _counts[t].Updates[level]);
        }
        if (innermost < 0 || _frame.Workload.Tensors[t].IsOutput) return;
        Computes = Without(Computes, outer);
        (_reaches[t], _share[t]) = (true, Math.Round(outer * 1e6) / 1e6);
    }

    private static void Scale(SparseTile tile, double share)
    {
        (tile.Reads, tile.Fills, tile.Updates) = (Without(tile.Reads, share), Without(tile.Fills, share), Without(tile.Updates, share));
        foreach (var rank in tile.Ranks)
        {
            (rank.Reads, rank.Fills, rank.Updates) = (Without(rank.Reads, share), Without(rank.Fills, share), Without(rank.Updates, share));
        }
    }

    private void LeaveOut(SparseTile tile, double share, bool isOutput, int t, int level)
    {
        var reads = isOutput ? Math.Ceiling(tile.Reads * share - 1e-9) : Math.Floor(tile.Reads * share + 1e-9);
        var updates = Math.Floor(tile.Updates * share + 1e-9);
        (tile.Reads, tile.Updates, tile.IsSettled) = (tile.Reads - reads, tile.Updates - updates, true);
        if (tile.Skips == true) (tile.SkippedReads, tile.SkippedUpdates) = (reads, updates);
        else (tile.GatedReads, tile.GatedUpdates) = (reads, updates);
        if (isOutput && _counts[t].Updates[level] > 0) tile.Reductions = Math.Ceiling(tile.Reductions * tile.Updates / _counts[t].Updates[level]);
        // Only the ranks that go inwards can be left out.
        var sent = tile.Child >= 0 ? _tiles[tile.Child, t].Ranks.Count : tile.Ranks.Count;
        foreach (var rank in tile.Ranks.TakeLast(sent))
        {
            var (before, beforeUpdates) = (rank.Reads, rank.Updates);
            (rank.Reads, rank.Updates) = (Without(rank.Reads, share), Without(rank.Updates, share));
            rank.LeftReads = (before.Entries - rank.Reads.Entries, before.Offsets - rank.Reads.Offsets);
            rank.LeftUpdates = (beforeUpdates.Entries - rank.Updates.Entries, beforeUpdates.Offsets - rank.Updates.Offsets);
        }
    }

    // What comes in compressed and is kept in full is written out on arrival, and the other way round for sums.
    private void Convert(int t)
    {
        for (var level = 0; level < _frame.Levels; level++)
        {
            var tile = _tiles[level, t];
            if (!tile.IsKept || tile.IsCompressed) continue;
            var parent = level + 1;
            while (parent < _frame.Levels && !_tiles[parent, t].IsKept) parent++;
            if (parent == _frame.Levels || !_tiles[parent, t].IsCompressed) continue;
            tile.Decompressions = tile.Fills;
            if (_frame.Workload.Tensors[t].IsOutput) tile.Compressions = _tiles[parent, t].Updates;
        }
    }

    private void SplitComputes()
    {
        var operands = Enumerable.Range(0, _counts.Length).Where(t => !_frame.Workload.Tensors[t].IsOutput).ToList();
        var treatment = _frame.Architecture.Compute.Sparse;
        var (done, gated, skipped) = ComputeSplit.Of(Computes, operands, this, _frame, _reaches, _share, treatment);
        (Computes, GatedComputes, SkippedComputes) = (done, gated, skipped);
    }

    private static double Without(double count, double share) => count - Math.Floor(count * share + 1e-9);

    private static (double, double) Without((double Entries, double Offsets) count, double share)
        => (Without(count.Entries, share), Without(count.Offsets, share));
}
