using Ridgeline.Quantities;

namespace Ridgeline.Machines;

/// <summary>All compute units of one kind.</summary>
public sealed record ComputeUnit
{
    /// <summary>What it is called: <c>tensor core</c>.</summary>
    public required string Name { get; init; }

    /// <summary>How it is fed.</summary>
    public required UnitKind Kind { get; init; }

    /// <summary>How many the machine has: cores times units a core.</summary>
    public required long Count { get; init; }

    /// <summary>Rows of a systolic array (its reduction dimension); 0 for others.</summary>
    public int Rows { get; init; }

    /// <summary>Columns of a systolic array; 0 for others.</summary>
    public int Columns { get; init; }

    /// <summary>What stays in place in a systolic array: <c>ws</c>, <c>os</c>, <c>is</c> or <c>rs</c>; null if not said.</summary>
    public string? Dataflow { get; init; }

    /// <summary>The tile of one instruction, <c>MxNxK</c>; null if not said.</summary>
    public (int M, int N, int K)? Tile { get; init; }

    /// <summary>The clock at which the peaks hold; null if not known.</summary>
    public Hertz? Clock { get; init; }

    /// <summary>What it can do, a precision each.</summary>
    public required IReadOnlyList<ComputeRate> Rates { get; init; }

    /// <summary>Exponentials, divisions and the like that one unit starts a cycle; null if not known.</summary>
    public double? SpecialPerCycle { get; init; }

    /// <summary>The energy of fetching, decoding and steering one instruction; null if the machine does not say.</summary>
    public Joules? InstructionEnergy { get; init; }

    /// <summary>The name of the memory level it reads from; null for the innermost.</summary>
    public string? Feed { get; init; }

    /// <summary>Its rate for a format, with the fastest accumulator; null if it has none.</summary>
    public ComputeRate? Rate(NumberFormat element) => Rates.Where(r => r.Precision.Element == element).MaxBy(r => r.Peak.Value);

    /// <summary>Its rate for a precision; null if it has none.</summary>
    public ComputeRate? Rate(Precision precision) => Rates.FirstOrDefault(r => r.Precision == precision);
}
