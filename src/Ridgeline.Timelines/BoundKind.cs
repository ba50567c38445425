namespace Ridgeline.Timelines;

/// <summary>What kind of thing sets the time of a span.</summary>
public enum BoundKind
{
    /// <summary>Arithmetic.</summary>
    Compute,
    /// <summary>The bandwidth of a memory level.</summary>
    Memory,
    /// <summary>What it costs to start.</summary>
    Launch,
    /// <summary>The bandwidth of a link to the host.</summary>
    Link,
    /// <summary>Nothing: it takes no time of its own.</summary>
    None,
}
