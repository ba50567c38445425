using Ridgeline.Timelines;

namespace Ridgeline.Prediction;

/// <summary>What a group of jobs costs on a machine, with all that it was made of. Times in seconds.</summary>
internal sealed record GroupCost
{
    public required UnitModel Unit { get; init; }
    public required UnitModel Vector { get; init; }
    public required Efficiency Efficiency { get; init; }

    /// <summary>Arithmetic of products at the peak of the unit.</summary>
    public double ProductIdeal { get; init; }

    /// <summary>Arithmetic of products with all that shapes cost, before the unit's efficiency.</summary>
    public double ProductShaped { get; init; }

    /// <summary>Arithmetic beside products.</summary>
    public double VectorTime { get; init; }

    /// <summary>All arithmetic.</summary>
    public double Compute { get; init; }

    /// <summary>The first product's tiles.</summary>
    public TileChoice Tile { get; init; }

    /// <summary>What crosses each level, outermost first.</summary>
    public required LevelDemand[] Demands { get; init; }

    /// <summary>The time that each level needs, the efficiency of main memory included.</summary>
    public required double[] LevelTimes { get; init; }

    /// <summary>What cannot be hidden of the shorter of compute and memory.</summary>
    public double Serial { get; init; }

    /// <summary>What it costs to start.</summary>
    public double Launch { get; init; }

    /// <summary>The part of the start that is hidden.</summary>
    public double Hidden { get; init; }

    public required Bound Bound { get; init; }

    /// <summary>The longest of compute and levels, and what cannot be hidden.</summary>
    public double Body { get; init; }

    /// <summary>All of it.</summary>
    public double Time => Body + Launch - Hidden;
}
