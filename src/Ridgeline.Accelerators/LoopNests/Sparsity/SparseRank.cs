namespace Ridgeline.Accelerators.LoopNests.Sparsity;

/// <summary>One rank of a stored tile: how much metadata it has, and how often it is moved.</summary>
internal sealed class SparseRank
{
    public required RankFormat Format { get; init; }

    /// <summary>Coordinates of one fiber.</summary>
    public required long Fiber { get; init; }

    /// <summary>Elements below one coordinate.</summary>
    public required long Below { get; init; }

    /// <summary>The box of those elements; null where ranks of another memory follow.</summary>
    public long[]? Box { get; init; }

    /// <summary>Entries of metadata that a tile is expected to have.</summary>
    public double Entries { get; set; }

    /// <summary>Offsets that a tile is expected to have.</summary>
    public double Offsets { get; set; }

    public int EntryBits { get; set; }

    public int OffsetBits { get; set; }

    /// <summary>Entries and offsets read; what was left out is taken away.</summary>
    public (double Entries, double Offsets) Reads { get; set; }

    public (double Entries, double Offsets) Fills { get; set; }

    public (double Entries, double Offsets) Updates { get; set; }

    public (double Entries, double Offsets) LeftReads { get; set; }

    public (double Entries, double Offsets) LeftUpdates { get; set; }

    /// <summary>Words of metadata that a count takes: entries do not cross the border of a word unless they are longer than it.</summary>
    public double Words((double Entries, double Offsets) count, int width) => Words(count.Entries, EntryBits, width) + Words(count.Offsets, OffsetBits, width);

    private static double Words(double count, int bits, int width)
        => bits == 0 ? 0 : bits > width ? Math.Ceiling(count * bits / width) : Math.Ceiling(count / (width / bits));

    public double Bits((double Entries, double Offsets) count) => count.Entries * EntryBits + count.Offsets * OffsetBits;
}
