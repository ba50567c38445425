using Ridgeline.Runtime.Kernels.Rows;

namespace Ridgeline.Runtime.Kernels.Attention;

/// <summary>One query over cached keys and new ones.</summary>
internal unsafe struct CachedQuery
{
    /// <summary>The query.</summary>
    public float* Q;

    /// <summary>Its result.</summary>
    public float* Y;

    /// <summary>What is added to its scores, or null.</summary>
    public float* Mask;

    /// <summary>Memory for a score of each key.</summary>
    public float* Scores;

    /// <summary>Values of a key, values of a value.</summary>
    public nint HeadSize, ValueSize;

    /// <summary>What the scores are multiplied by.</summary>
    public float Scale;

    /// <summary>Whether copies go past the caches: they are aligned and too large to be read again from there.</summary>
    public bool Streams;

    /// <summary>The keys that come first.</summary>
    public CachedKeys First;

    /// <summary>The keys that follow; none if their number is 0.</summary>
    public CachedKeys Second;

    /// <summary>Softmax of the scores.</summary>
    public delegate*<RowTask*, nint, nint, void> Softmax;
}
