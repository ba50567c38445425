namespace Ridgeline.Accelerators.LoopNests;

/// <summary>What one tensor does at one memory, counted for one instance of it, in words.</summary>
public sealed record TensorTraffic
{
    /// <summary>The memory.</summary>
    public required string Level { get; init; }

    /// <summary>The tensor.</summary>
    public required string Tensor { get; init; }

    /// <summary>Words read.</summary>
    public required long Reads { get; init; }

    /// <summary>Words brought in from the memory around it.</summary>
    public required long Fills { get; init; }

    /// <summary>Sums written from within.</summary>
    public required long Updates { get; init; }

    /// <summary>Words that it holds at most at a time.</summary>
    public required long UtilisedCapacity { get; init; }

    /// <summary>Instances of the memory that hold a part of it.</summary>
    public required long Instances { get; init; }

    /// <summary>Picojoules of all instances together.</summary>
    public required double Picojoules { get; init; }

    /// <summary>Sums that are added to one already here.</summary>
    public long Reductions { get; init; }

    /// <summary>Reads, fills and updates that sparsity left over; null where the tensor is treated as dense.</summary>
    public SparseTraffic? Sparse { get; init; }
}
