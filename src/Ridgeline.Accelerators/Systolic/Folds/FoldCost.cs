namespace Ridgeline.Accelerators.Systolic.Folds;

/// <summary>What products take on arrays: cycles, and words of one operand each.</summary>
public readonly record struct FoldCost
{
    /// <summary>All cycles.</summary>
    public long Cycles => checked(ComputeCycles + StallCycles);

    /// <summary>Cycles that the arrays take when no operand is late.</summary>
    public long ComputeCycles { get; init; }

    /// <summary>Cycles in which the arrays wait for main memory.</summary>
    public long StallCycles { get; init; }

    /// <summary>Cycles of computing in which operands stream: the rest loads, fills and drains.</summary>
    public long ActiveCycles { get; init; }

    /// <summary>Cycles in which operands are loaded, or sums leave, and none streams: part of computing, or of stalls if main memory is late.</summary>
    public long ShiftCycles { get; init; }

    /// <summary>Cycles of the stalls that the very first load takes: it can be fetched while something else computes.</summary>
    public long FirstLoad { get; init; }

    /// <summary>Words between arrays and memories.</summary>
    public SramWords Sram { get; init; }

    /// <summary>Words to and from scratchpads of the cells: of row-stationary arrays alone.</summary>
    public long Spads { get; init; }

    /// <summary>Sums handed from cell to cell: of row-stationary arrays alone, others count them with their MACs.</summary>
    public long Hops { get; init; }

    /// <summary>Words read from main memory.</summary>
    public long DramReads { get; init; }

    /// <summary>Of them, what must be there before a pass starts: weights, where weights stay.</summary>
    public long DramLoads { get; init; }

    /// <summary>Words written to main memory.</summary>
    public long DramWrites { get; init; }

    /// <summary>Cells in use over all cells, over all folds.</summary>
    public double MappedCells { get; init; }

    /// <summary>Cells over all folds.</summary>
    public double Cells { get; init; }

    /// <summary>Share of the cells that are in use: 0 to 1.</summary>
    public double MappingEfficiency => Cells > 0 ? MappedCells / Cells : 0;

    /// <summary>One after the other.</summary>
    public static FoldCost operator +(FoldCost a, FoldCost b) => checked(new()
    {
        FirstLoad = a.Cells > 0 ? a.FirstLoad : b.FirstLoad,
        ComputeCycles = a.ComputeCycles + b.ComputeCycles, StallCycles = a.StallCycles + b.StallCycles, ActiveCycles = a.ActiveCycles + b.ActiveCycles,
        ShiftCycles = a.ShiftCycles + b.ShiftCycles, Sram = a.Sram + b.Sram, Spads = a.Spads + b.Spads, Hops = a.Hops + b.Hops,
        DramReads = a.DramReads + b.DramReads, DramLoads = a.DramLoads + b.DramLoads, DramWrites = a.DramWrites + b.DramWrites,
        MappedCells = a.MappedCells + b.MappedCells, Cells = a.Cells + b.Cells,
    });

    /// <summary>So many times.</summary>
    public static FoldCost operator *(FoldCost cost, long times) => checked(new()
    {
        FirstLoad = cost.FirstLoad,
        ComputeCycles = cost.ComputeCycles * times, StallCycles = cost.StallCycles * times, ActiveCycles = cost.ActiveCycles * times,
        ShiftCycles = cost.ShiftCycles * times, Sram = cost.Sram * times, Spads = cost.Spads * times, Hops = cost.Hops * times,
        DramReads = cost.DramReads * times, DramLoads = cost.DramLoads * times, DramWrites = cost.DramWrites * times,
        MappedCells = cost.MappedCells * times, Cells = cost.Cells * times,
    });
}
