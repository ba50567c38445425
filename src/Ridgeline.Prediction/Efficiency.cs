using Ridgeline.Quantities;

namespace Ridgeline.Prediction;

/// <summary>How near a machine comes to its ceilings in a family of operators: fitted from measurements, or a usual value of its class.</summary>
public sealed record Efficiency
{
    /// <summary>The share of peak compute that is reached at best, beside what shapes cost; at most 1.</summary>
    public double Compute { get; init; } = 1;

    /// <summary>The share of main-memory bandwidth that is reached at best; at most 1.</summary>
    public double Memory { get; init; } = 1;

    /// <summary>The share of the bandwidths of memory on the chip that is reached at best; at most 1.</summary>
    public double Cache { get; init; } = 1;

    /// <summary>What it costs to start one operator.</summary>
    public Seconds Overhead { get; init; }

    /// <summary>How much of the start is hidden behind work, 0 (none) to 1 (all that there is work for).</summary>
    public double LaunchOverlap { get; init; }

    /// <summary>How much of the shorter of compute and main memory is not hidden behind the longer, 0 to 1.</summary>
    public double Serial { get; init; }

    /// <summary>How much of the shorter of compute and the slowest memory on the chip is not hidden behind the longer, 0 to 1.</summary>
    public double Stall { get; init; }

    /// <summary>Columns of a product that a unit takes at once, as lanes of a vector: others are filled up.</summary>
    public double Columns { get; init; } = 1;

    /// <summary>Steps of the inner dimension that a tile loses filling and draining its pipeline.</summary>
    public double Fill { get; init; }

    /// <summary>Seconds of a core that a row costs beside its elements: a loop that begins and ends, sums drawn together across lanes.</summary>
    public double EachRow { get; init; }

    /// <summary>How much of a row is read again where rows do not fit near the units, as a share of all its traffic.</summary>
    public double Spill { get; init; }

    /// <summary>From which length on rows spill, in bytes.</summary>
    public double RowLimit { get; init; } = double.PositiveInfinity;

    /// <summary>The mean absolute relative error known for it; null if nothing was ever compared.</summary>
    public double? KnownError { get; init; }

    /// <summary>Where it comes from.</summary>
    public required string Source { get; init; }
}
