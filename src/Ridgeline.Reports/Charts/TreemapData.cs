namespace Ridgeline.Reports.Charts;

/// <summary>Blocks of tiles.</summary>
/// <param name="Blocks">The blocks.</param>
/// <param name="Categories">Colours of categories; a category that is not named here gets one of the palette.</param>
public sealed record TreemapData(IReadOnlyList<TreemapBlock> Blocks, IReadOnlyList<Section>? Categories = null);
