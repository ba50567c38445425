namespace Ridgeline.Runtime.Compiling;

/// <summary>Memory that one or several values share: views of each other, or one written over the other.</summary>
internal sealed class ArenaBlock
{
    /// <summary>Its size in bytes.</summary>
    public required long Bytes { get; init; }

    /// <summary>The step that writes it first.</summary>
    public required int First { get; init; }

    /// <summary>The step that reads it last.</summary>
    public required int Last { get; set; }

    /// <summary>Where it lies.</summary>
    public long Offset { get; set; }

    /// <summary>Where the next may begin.</summary>
    public long End => Offset + ((Bytes + ArenaPlanner.Alignment - 1) / ArenaPlanner.Alignment * ArenaPlanner.Alignment);
}
