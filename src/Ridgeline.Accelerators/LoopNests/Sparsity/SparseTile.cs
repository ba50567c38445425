namespace Ridgeline.Accelerators.LoopNests.Sparsity;

/// <summary>One tensor at one memory while sparsity is worked out: its accesses by what becomes of them, and its metadata.</summary>
internal sealed class SparseTile
{
    /// <summary>Whether the memory keeps the tensor.</summary>
    public bool IsKept { get; set; }

    /// <summary>The elements of the tile, zeros included.</summary>
    public long Shape { get; set; }

    /// <summary>Its extent along each axis of the tensor.</summary>
    public long[] Box { get; set; } = [];

    /// <summary>The share of the time that an instance has anything to do with it: compressed tiles may be wholly empty.</summary>
    public double Used { get; set; } = 1;

    public bool HasMetadata { get; set; }

    public bool IsCompressed { get; set; }

    /// <summary>The next memory inwards that keeps the tensor; -1 if there is none.</summary>
    public int Child { get; set; } = -1;

    public double Reads { get; set; }

    public double Fills { get; set; }

    public double Updates { get; set; }

    public double Reductions { get; set; }

    public double GatedReads { get; set; }

    public double SkippedReads { get; set; }

    public double GatedUpdates { get; set; }

    public double SkippedUpdates { get; set; }

    public double Decompressions { get; set; }

    public double Compressions { get; set; }

    /// <summary>Whether accesses are left out here, and whether they are skipped.</summary>
    public bool? Skips { get; set; }

    /// <summary>The share of accesses that are left out, those left out further outwards included.</summary>
    public double Share { get; set; }

    public bool IsSettled { get; set; }

    /// <summary>Its ranks, outermost first.</summary>
    public List<SparseRank> Ranks { get; } = [];

    /// <summary>Words that it takes at most.</summary>
    public long Most { get; set; }
}
