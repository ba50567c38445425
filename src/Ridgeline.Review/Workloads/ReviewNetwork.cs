using Ridgeline.Prediction;

namespace Ridgeline.Review.Workloads;

/// <summary>A network to hold a machine against, at any batch.</summary>
/// <param name="Name">What the user called it.</param>
/// <param name="Batch">The batch that belongs to its use.</param>
/// <param name="Build">Builds it at a batch; null where it cannot have that batch.</param>
/// <param name="Trains">Whether a training step is meant: forward, backward, update with Adam.</param>
public sealed record ReviewNetwork(string Name, long Batch, Func<long, Workload?> Build, bool Trains = false)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Name} (batch {Batch}{(Trains ? ", training step" : "")})";
}
