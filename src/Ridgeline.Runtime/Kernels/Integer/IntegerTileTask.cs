namespace Ridgeline.Runtime.Kernels.Integer;

/// <summary>What <see cref="IntegerTile{TLanes,TSums,TQuad,TColumns}"/> computes: exact 32-bit sums of a tile of rows and columns.</summary>
internal unsafe struct IntegerTileTask
{
    /// <summary>Rows of A, bytes: <see cref="IntegerKernel.MaxRows"/> pointers for each run.</summary>
    public byte** Rows;

    /// <summary>How many runs the depth falls into, and bytes of a row in one.</summary>
    public nint Runs, Depth;

    /// <summary>What the bytes of A are combined with to make them unsigned: 0x80808080 for signed ones.</summary>
    public uint Flip;

    /// <summary>The panel of B: for each run and four of its rows, four bytes for each column.</summary>
    public sbyte* B;

    /// <summary>The sums: [rows, <see cref="IntegerKernel.PanelColumns"/>].</summary>
    public int* Sums;
}
