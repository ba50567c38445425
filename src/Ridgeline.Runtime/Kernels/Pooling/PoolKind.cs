namespace Ridgeline.Runtime.Kernels.Pooling;

/// <summary>What a pooling computes.</summary>
internal enum PoolKind
{
    /// <summary>The largest value; NaN if there is one.</summary>
    Max,

    /// <summary>The mean of the pixels inside of the image.</summary>
    Average,

    /// <summary>The mean with the padding counted as zeros.</summary>
    AverageWithPadding,
}
