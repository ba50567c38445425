namespace Ridgeline.Accelerators.LoopNests.Search;

/// <summary>What the temporal or the spatial loops of one memory may be.</summary>
/// <param name="Factors">One entry a dimension.</param>
/// <param name="Innermost">Dimensions whose loops are the innermost ones, in this order, innermost first; empty if the order is free.</param>
/// <param name="Split">For spatial loops: how many dimensions of the order run horizontally; the others run vertically. Null if free.</param>
public sealed record LoopConstraint(IReadOnlyList<FactorLimit> Factors, IReadOnlyList<int> Innermost, int? Split = null)
{
    /// <summary>For spatial loops: the axes that each dimension may take; null if that is free.</summary>
    public IReadOnlyList<MeshAxes>? Axes { get; init; }

    /// <summary>No constraint on any of a number of dimensions.</summary>
    public static LoopConstraint Free(int dimensions) => new(new FactorLimit[dimensions], []);
}
