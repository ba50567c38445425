using Ridgeline.Runtime.Kernels.Lanes;

namespace Ridgeline.Runtime.Kernels.Gemm;

/// <summary>All tiles of one vector type. A tile that is not compiled ahead is compiled when it is first run.</summary>
internal static unsafe class GemmTiles<TLanes, TVector>
    where TLanes : struct, ILanes<TVector>
    where TVector : struct
{
    /// <summary>By (vectors - 1) * 8 + rows - 1.</summary>
    public static delegate*<GemmTileTask*, void>[] All()
    {
        var tiles = new delegate*<GemmTileTask*, void>[GemmTile.MaxRows * GemmTile.MaxVectors];
        Add<One>(tiles);
        Add<Two>(tiles);
        Add<Three>(tiles);
        Add<Four>(tiles);
        return tiles;
    }

    private static void Add<TVectors>(delegate*<GemmTileTask*, void>[] tiles)
        where TVectors : struct, IConstant
    {
        var at = (TVectors.Value - 1) * GemmTile.MaxRows;
        tiles[at] = &GemmTile.Run<TLanes, TVector, One, TVectors>;
        tiles[at + 1] = &GemmTile.Run<TLanes, TVector, Two, TVectors>;
        tiles[at + 2] = &GemmTile.Run<TLanes, TVector, Three, TVectors>;
        tiles[at + 3] = &GemmTile.Run<TLanes, TVector, Four, TVectors>;
        tiles[at + 4] = &GemmTile.Run<TLanes, TVector, Five, TVectors>;
        tiles[at + 5] = &GemmTile.Run<TLanes, TVector, Six, TVectors>;
        tiles[at + 6] = &GemmTile.Run<TLanes, TVector, Seven, TVectors>;
        tiles[at + 7] = &GemmTile.Run<TLanes, TVector, Eight, TVectors>;
    }
}
