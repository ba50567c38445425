namespace Ridgeline.Reports.Charts;

/// <summary>Tiles that belong together, such as the layers of a block.</summary>
/// <param name="Name">The block's name.</param>
/// <param name="Tiles">Its tiles.</param>
public sealed record TreemapBlock(string Name, IReadOnlyList<TreemapTile> Tiles)
{
    /// <summary>The area of all tiles.</summary>
    public double Total => Tiles.Sum(tile => tile.Value);
}
