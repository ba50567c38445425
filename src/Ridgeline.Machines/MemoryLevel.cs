using Ridgeline.Quantities;

namespace Ridgeline.Machines;

/// <summary>One level of memory, with the levels within it.</summary>
public sealed record MemoryLevel
{
    /// <summary>What it is called: <c>L2</c>.</summary>
    public required string Name { get; init; }

    /// <summary>What kind of memory it is.</summary>
    public required MemoryKind Kind { get; init; }

    /// <summary>The size of one instance; null if not known.</summary>
    public Bytes? Size { get; init; }

    /// <summary>How many there are in the machine.</summary>
    public long Instances { get; init; } = 1;

    /// <summary>How many cores share one instance; null if not said.</summary>
    public long? SharedBy { get; init; }

    /// <summary>What all instances together can deliver to the level within or to the units; null if not known.</summary>
    public BytesPerSecond? ReadBandwidth { get; init; }

    /// <summary>What all instances together can take; equal to reading where nothing else is said.</summary>
    public BytesPerSecond? WriteBandwidth { get; init; }

    /// <summary>From asking to having; null if not known.</summary>
    public Seconds? Latency { get; init; }

    /// <summary>The least that is moved: a line or burst; null if not known.</summary>
    public Bytes? Line { get; init; }

    /// <summary>The energy of moving one byte out of or into it; null if the machine does not say.</summary>
    public Joules? EnergyPerByte { get; init; }

    /// <summary>What it is made of, such as <c>HBM3e</c>; null if not said.</summary>
    public string? Technology { get; init; }

    /// <summary>Data wires of an external memory, in bits; null if not said.</summary>
    public int? BusBits { get; init; }

    /// <summary>The levels within, nearer to the units.</summary>
    public IReadOnlyList<MemoryLevel> Children { get; init; } = [];

    /// <summary>The size of all instances together; null if not known.</summary>
    public Bytes? TotalSize => Size is { } size ? size * Instances : null;

    /// <summary>Reading bandwidth, the one usually stated; null if not known.</summary>
    public BytesPerSecond? Bandwidth => ReadBandwidth;

    /// <summary>Whether it lies on the chip.</summary>
    public bool IsOnChip => Kind is MemoryKind.Register or MemoryKind.Shared or MemoryKind.Cache or MemoryKind.Scratchpad;

    /// <summary>Itself and all levels within, outermost first.</summary>
    public IEnumerable<MemoryLevel> SelfAndWithin => Children.SelectMany(child => child.SelfAndWithin).Prepend(this);
}
