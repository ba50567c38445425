namespace Ridgeline.Accelerators.LoopNests.Sparsity;

/// <summary>How one rank of a tensor says which of its coordinates there are.</summary>
public enum RankKind
{
    /// <summary>UOP: for each coordinate where its part begins; nothing is left out.</summary>
    OffsetPairs,
    /// <summary>CP: the coordinates that are not empty.</summary>
    Coordinates,
    /// <summary>RLE: how many empty ones lie between.</summary>
    RunLengths,
    /// <summary>B: a bit for each coordinate; empty ones are left out.</summary>
    Bitmask,
    /// <summary>UB: a bit for each coordinate; empty ones are stored all the same.</summary>
    UncompressedBitmask,
}
