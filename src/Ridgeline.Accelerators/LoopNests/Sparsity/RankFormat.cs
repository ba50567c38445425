namespace Ridgeline.Accelerators.LoopNests.Sparsity;

/// <summary>The format of one rank.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="MetadataBits">Bits of one entry; null: as the memory says.</param>
/// <param name="PayloadBits">Bits of one offset; null: as the memory says.</param>
/// <param name="Flattened">Dimensions whose loops are taken together into this rank.</param>
public sealed record RankFormat(RankKind Kind, int? MetadataBits = null, int? PayloadBits = null, IReadOnlyList<int>? Flattened = null)
{
    /// <summary>Whether empty coordinates are left out.</summary>
    public bool Compresses => Kind is RankKind.Coordinates or RankKind.RunLengths or RankKind.Bitmask;
}
