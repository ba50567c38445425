namespace Ridgeline.Runtime.Kernels.Attention;

/// <summary>Keys and values that lie one after the other, and where they are copied to while they are read.</summary>
internal unsafe struct CachedKeys
{
    /// <summary>The first key.</summary>
    public float* K;

    /// <summary>Floats from one key to the next.</summary>
    public nint KRow;

    /// <summary>The first value.</summary>
    public float* V;

    /// <summary>Floats from one value to the next.</summary>
    public nint VRow;

    /// <summary>How many there are.</summary>
    public int Count;

    /// <summary>Where keys go, side by side; or null.</summary>
    public float* KeyCopy;

    /// <summary>Where values go, side by side; or null.</summary>
    public float* ValueCopy;
}
