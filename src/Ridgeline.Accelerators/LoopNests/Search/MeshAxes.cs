namespace Ridgeline.Accelerators.LoopNests.Search;

/// <summary>The axes of a mesh along which a dimension may be spread.</summary>
[Flags]
public enum MeshAxes
{
    /// <summary>None: it runs in time alone.</summary>
    None = 0,
    /// <summary>The horizontal one.</summary>
    Across = 1,
    /// <summary>The vertical one.</summary>
    Down = 2,
}
