namespace Ridgeline.Accelerators.Systolic.ScaleSim;

/// <summary>A place in the order in which an operand is fetched: row and column of its folds, one below the other.</summary>
internal readonly record struct FetchCursor(int Row, int Column);
