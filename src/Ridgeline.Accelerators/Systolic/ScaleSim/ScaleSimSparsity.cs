namespace Ridgeline.Accelerators.Systolic.ScaleSim;

/// <summary>The section <c>[sparsity]</c> of a configuration that supports it: filters of which N of each M weights are left.</summary>
public sealed record ScaleSimSparsity
{
    /// <summary>How filters are stored: <c>csr</c>, <c>csc</c> or <c>ellpack_block</c>.</summary>
    public required string Representation { get; init; }

    /// <summary>
    /// Whether each filter has an N of its own (<c>OptimizedMapping : true</c>), drawn at random from 1 to half of <see cref="BlockSize"/>; else the topology says N:M,
    /// a layer each.
    /// </summary>
    public required bool IsRowWise { get; init; }

    /// <summary>M of the filters that have an N of their own.</summary>
    public int BlockSize { get; init; } = 4;

    /// <summary>What the random numbers begin with.</summary>
    public uint Seed { get; init; } = 40;
}
