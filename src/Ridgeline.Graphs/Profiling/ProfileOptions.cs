using Ridgeline.Quantities;

namespace Ridgeline.Graphs.Profiling;

/// <summary>How to profile.</summary>
public sealed record ProfileOptions
{
    /// <summary>What the column <c>ops</c> counts.</summary>
    public CountingConvention Counting { get; init; } = CountingConvention.Flops;

    /// <summary>Prices every floating-point tensor at this type; null takes each as it is stored.</summary>
    public ElementType? Precision { get; init; }

    /// <summary>Also profiles a training step with this optimizer; null is inference alone.</summary>
    public Optimizer? Training { get; init; }

    /// <summary>In training, keep only the tensors at sqrt(n) cuts and compute the rest again (Chen et al. 2016).</summary>
    public bool Recompute { get; init; }

    /// <summary>The memory of a device to hold against what the network needs; null for none.</summary>
    public Bytes? Memory { get; init; }

    /// <summary>Whether to read stored weights and count their zeros.</summary>
    public bool Sparsity { get; init; } = true;
}
