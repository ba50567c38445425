using Ridgeline.Graphs.Operators;
using Ridgeline.Quantities;
using Ridgeline.Timelines;

namespace Ridgeline.Accelerators.Systolic.Networks;

/// <summary>What one layer takes on an accelerator: cycles, words of one operand each, joules.</summary>
public sealed record LayerSimulation
{
    /// <summary>The layer.</summary>
    public required string Name { get; init; }

    /// <summary>All cycles, stalls included.</summary>
    public required long Cycles { get; init; }

    /// <summary>Cycles that wait for main memory; never below zero.</summary>
    public required long StallCycles { get; init; }

    /// <summary>Cycles in which operands stream through the arrays.</summary>
    public long ActiveCycles { get; init; }

    /// <summary>Cycles in which weights (or what stays) are shifted in, and no operand streams.</summary>
    public long ShiftCycles { get; init; }

    /// <summary>MACs over what all cells could do in all cycles: 0 to 1.</summary>
    public required double Utilisation { get; init; }

    /// <summary>Cells in use over all cells, over all folds: 0 to 1; 0 where no array works.</summary>
    public required double MappingEfficiency { get; init; }

    /// <summary>Words that arrays (or the vector unit) read from the memories on the chip, partial sums included.</summary>
    public required long SramReads { get; init; }

    /// <summary>Words that they write, partial sums included.</summary>
    public required long SramWrites { get; init; }

    /// <summary>Words read from main memory.</summary>
    public required long DramReads { get; init; }

    /// <summary>Of them, those that are there before a pass starts: weights, where weights stay.</summary>
    public long DramLoads { get; init; }

    /// <summary>Words written to main memory.</summary>
    public required long DramWrites { get; init; }

    /// <summary>Its energy.</summary>
    public required Joules Energy { get; init; }

    /// <summary>The products that it is; none for a vector layer.</summary>
    public IReadOnlyList<MatrixProduct> Products { get; init; } = [];

    /// <summary>Its place in the timeline; null where there is no clock.</summary>
    public Span? Span { get; init; }
}
