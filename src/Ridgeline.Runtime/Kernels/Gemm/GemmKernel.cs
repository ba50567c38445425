namespace Ridgeline.Runtime.Kernels.Gemm;

/// <summary>A choice of vector and register tile for float products: one row of <see cref="GemmKernels.All"/>.</summary>
internal abstract unsafe class GemmKernel
{
    private readonly delegate*<GemmTileTask*, void>[] _tiles;
    private readonly int[] _rows;

    /// <summary>Describes a kernel.</summary>
    /// <param name="name">Its name in the table and the environment.</param>
    /// <param name="supported">Whether this machine has the instructions.</param>
    /// <param name="lanes">Floats in a vector.</param>
    /// <param name="rows">How many rows a tile has whose panel is 1, 2, ... vectors wide; the length is the widest panel.</param>
    /// <param name="tiles">Tiles by (vectors - 1) * 8 + rows - 1.</param>
    protected GemmKernel(string name, bool supported, int lanes, int[] rows, delegate*<GemmTileTask*, void>[] tiles)
    {
        Name = name;
        IsSupported = supported;
        Lanes = lanes;
        _rows = rows;
        _tiles = tiles;
    }

    /// <summary>Its name in the table and the environment.</summary>
    public string Name { get; }

    /// <summary>Whether this machine has the instructions.</summary>
    public bool IsSupported { get; }

    /// <summary>Floats in a vector.</summary>
    public int Lanes { get; }

    /// <summary>Vectors across the widest panel.</summary>
    public int PanelVectors => _rows.Length;

    /// <summary>Rows of the tile that is best for a panel.</summary>
    public int RowsOf(int vectors) => _rows[vectors - 1];

    /// <summary>The code of a tile; any number of rows up to <see cref="GemmTile.MaxRows"/>.</summary>
    public delegate*<GemmTileTask*, void> Tile(int rows, int vectors) => _tiles[((vectors - 1) * GemmTile.MaxRows) + rows - 1];

    /// <inheritdoc/>
    public override string ToString() => Name;
}
