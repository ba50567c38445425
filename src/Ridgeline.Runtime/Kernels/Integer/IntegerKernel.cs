namespace Ridgeline.Runtime.Kernels.Integer;

/// <summary>A way to multiply bytes: one row of <see cref="IntegerKernels.All"/>.</summary>
/// <param name="name">Its name in the table and the environment.</param>
/// <param name="supported">Whether this machine has the instructions.</param>
/// <param name="tiles">Its code, by rows - 1.</param>
internal sealed unsafe class IntegerKernel(string name, bool supported, delegate*<IntegerTileTask*, void>[] tiles)
{
    /// <summary>The largest number of rows of a tile.</summary>
    public const int MaxRows = 6;

    /// <summary>Columns of a panel of B.</summary>
    public const int PanelColumns = 16;

    /// <summary>Its name in the table and the environment.</summary>
    public string Name { get; } = name;

    /// <summary>Whether this machine has the instructions.</summary>
    public bool IsSupported { get; } = supported;

    /// <summary>The code for a number of rows.</summary>
    public delegate*<IntegerTileTask*, void> Tile(int rows) => tiles[rows - 1];
}
