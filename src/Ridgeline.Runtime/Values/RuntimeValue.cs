namespace Ridgeline.Runtime;

/// <summary>What flows along an edge of a network while it runs: a tensor, a sequence, an optional or a map.</summary>
public abstract class RuntimeValue
{
    /// <summary>The same contents in memory of their own, which nothing overwrites; itself if that is so already.</summary>
    internal abstract RuntimeValue Kept();
}
