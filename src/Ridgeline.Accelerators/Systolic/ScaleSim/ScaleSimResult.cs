namespace Ridgeline.Accelerators.Systolic.ScaleSim;

/// <summary>What SCALE-Sim reports of a layer: cycles and words.</summary>
public sealed record ScaleSimResult
{
    /// <summary>The layer.</summary>
    public required ScaleSimLayer Layer { get; init; }

    /// <summary>Multiplications that are made: all of the layer, or those by weights that are left.</summary>
    public required long Macs { get; init; }

    /// <summary>What the filters take; null where they are dense.</summary>
    public SparseStorage? Storage { get; init; }

    /// <summary>
    /// Where all filters keep N of each M weights: words of inputs that the array asks for, each said to be read M / N times, which need not be whole; null elsewhere.
    /// </summary>
    public double? RepeatedInputReads { get; init; }

    /// <summary>From the first fetch to the last write.</summary>
    public required long TotalWithPrefetch { get; init; }

    /// <summary>Total cycles: the index of the last, so one less than there are.</summary>
    public required long Total { get; init; }

    /// <summary>Cycles that the array waited.</summary>
    public required long Stalls { get; init; }

    /// <summary>Multiplications of all that the array could have done, in percent.</summary>
    public required double OverallUtilisation { get; init; }

    /// <summary>Cells of the array that are used, over all folds, in percent.</summary>
    public required double MappingEfficiency { get; init; }

    /// <summary>Cells that compute, over the cycles of a fold, in percent.</summary>
    public required double ComputeUtilisation { get; init; }

    /// <summary>Inputs: the cycles of the first and the last answer of their memory, and the words.</summary>
    public required DramTraffic InputSram { get; init; }

    /// <summary>Filters: the same.</summary>
    public required DramTraffic FilterSram { get; init; }

    /// <summary>Outputs: the same.</summary>
    public required DramTraffic OutputSram { get; init; }

    /// <summary>Inputs from main memory.</summary>
    public required DramTraffic InputDram { get; init; }

    /// <summary>Filters from main memory.</summary>
    public required DramTraffic FilterDram { get; init; }

    /// <summary>Outputs to main memory.</summary>
    public required DramTraffic OutputDram { get; init; }
}
