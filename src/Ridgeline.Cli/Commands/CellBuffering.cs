namespace Ridgeline.Cli.Commands;

/// <summary>How many weights a cell of an array holds.</summary>
internal enum CellBuffering
{
    /// <summary>One: a fold is loaded when the one before it is done.</summary>
    Single,
    /// <summary>Two: a fold is loaded behind the present one, as in the TPU.</summary>
    Double,
}
