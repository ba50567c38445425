namespace Ridgeline.Prediction;

/// <summary>How a product is cut on a machine, and what that takes.</summary>
/// <param name="Unit">The unit.</param>
/// <param name="Compute">Seconds of arithmetic, rounding to tiles, waves and fill included, before the unit's efficiency.</param>
/// <param name="FabricBytes">Bytes that the cores fetch from the innermost memory that they share.</param>
/// <param name="Rows">Rows of a tile of the result.</param>
/// <param name="Columns">Columns of a tile of the result.</param>
/// <param name="Waves">Rounds in which all cores work on a tile each; folds of a systolic array.</param>
internal readonly record struct TileChoice(UnitModel Unit, double Compute, double FabricBytes, long Rows, long Columns, double Waves)
{
    /// <summary>Bytes of activations that main memory gives again because the memory within cannot keep them.</summary>
    public double ActivationsAgain { get; init; }

    /// <summary>Bytes of weights that main memory gives again.</summary>
    public double WeightsAgain { get; init; }

    /// <summary>Bytes that pass from one place of an array to the next, where the dataflow says how many.</summary>
    public double Hops { get; init; }

    /// <summary>Whether the two above are all that is read again.</summary>
    public bool IsMapped { get; init; }
}
