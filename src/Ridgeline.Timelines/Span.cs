using Ridgeline.Quantities;

namespace Ridgeline.Timelines;

/// <summary>One node's run: when, on which unit, moving which bytes, for how many joules, bound by what.</summary>
public sealed record Span
{
    /// <summary>The node.</summary>
    public required string Name { get; init; }

    /// <summary>Its operator.</summary>
    public required string Op { get; init; }

    /// <summary>The block that it belongs to.</summary>
    public string Block { get; init; } = "";

    /// <summary>The unit that computes it; empty if nothing is computed.</summary>
    public required string Unit { get; init; }

    /// <summary>When it starts.</summary>
    public required Seconds Start { get; init; }

    /// <summary>How long it takes.</summary>
    public required Seconds Duration { get; init; }

    /// <summary>Its operations on the unit that sets the pace: those of products where there are any.</summary>
    public required FlopCount Flops { get; init; }

    /// <summary>The most that the machine does of them in a second.</summary>
    public required FlopPerSecond Peak { get; init; }

    /// <summary>Bytes moved at each memory level, outermost first.</summary>
    public required IReadOnlyList<LevelTraffic> Traffic { get; init; }

    /// <summary>Its energy by kind.</summary>
    public required IReadOnlyList<EnergyPart> Energy { get; init; }

    /// <summary>What sets its time.</summary>
    public required Bound Bound { get; init; }

    /// <summary>When it ends.</summary>
    public Seconds End => Start + Duration;

    /// <summary>The sum of its parts of energy.</summary>
    public Joules TotalEnergy => Energy.Sum(part => part.Energy);

    /// <summary>The share of the peak that it uses: operations / (duration x peak); 0 if it takes no time.</summary>
    public double Utilisation => Duration > Seconds.Zero && Peak.Value > 0 ? (double)Flops.Value / (Duration.Value * Peak.Value) : 0;
}
