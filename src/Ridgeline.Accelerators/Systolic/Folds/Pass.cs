using Ridgeline.Graphs.Operators;

namespace Ridgeline.Accelerators.Systolic.Folds;

/// <summary>One pass over the arrays: a row fold of a group of column folds side by side.</summary>
internal readonly record struct Pass
{
    public required SystolicArray Array { get; init; }

    public required ProductLoad Load { get; init; }

    public required FoldShape Shape { get; init; }

    /// <summary>Whether this is the first group of column folds: later ones find what was kept.</summary>
    public required bool IsFirstGroup { get; init; }

    /// <summary>Columns of the product in the group.</summary>
    public required long Across { get; init; }

    /// <summary>Rows of the product in the fold.</summary>
    public required long Down { get; init; }

    public required bool IsFirstRow { get; init; }

    public required bool IsLastRow { get; init; }

    public MatrixProduct Product => Load.Product;

    /// <summary>Weights that a tile fetches: what is used of it, or all of it.</summary>
    public double Tile => Array.LoadsWholeTiles
        ? (double)Shape.Rows * Shape.Columns * ((Across + Shape.Columns - 1) / Shape.Columns) : Load.WeightWords * Down / Shape.Down * Across / Shape.Across;

    /// <summary>The share of something used again and again that is not fetched again: all if it fits, half a memory of it if it does not.</summary>
    public static double Kept(double words, double wordBytes, double memory)
        => words * wordBytes <= memory ? 1 : memory / 2 / (words * wordBytes);

    /// <summary>The share of so many partial sums that has no room.</summary>
    public double Spilled(double sums) => sums * Array.SumBytes <= Array.OutputSize.Value ? 0 : 1 - (Array.OutputSize.Value / (sums * Array.SumBytes));

    /// <summary>Words of main memory that sums take: they are wider than operands.</summary>
    public double SumWords(double sums) => sums * Array.SumBytes / Array.WordBytes;
}
