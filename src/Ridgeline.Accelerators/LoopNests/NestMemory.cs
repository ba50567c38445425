using Ridgeline.Accelerators.LoopNests.Sparsity;

namespace Ridgeline.Accelerators.LoopNests;

/// <summary>One level of the tree of memories, with all its instances.</summary>
public sealed record NestMemory
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>The bits of a word: of one element of a tensor.</summary>
    public int WordBits { get; init; } = 16;

    /// <summary>How many words an access moves at once.</summary>
    public int BlockSize { get; init; } = 1;

    /// <summary>How many instances share an access.</summary>
    public int ClusterSize { get; init; } = 1;

    /// <summary>Words that an instance holds; null if it holds all.</summary>
    public long? Size { get; init; }

    /// <summary>Into how many parts the capacity is cut so that one is filled while another is used.</summary>
    public double MultipleBuffering { get; init; } = 1;

    /// <summary>The share of its capacity that a mapping must use at least.</summary>
    public double MinUtilisation { get; init; }

    /// <summary>Words an instance reads a cycle; null if without limit.</summary>
    public double? ReadBandwidth { get; init; }

    /// <summary>Words an instance writes a cycle; null if without limit.</summary>
    public double? WriteBandwidth { get; init; }

    /// <summary>Words an instance reads and writes together a cycle; null if without limit.</summary>
    public double? SharedBandwidth { get; init; }

    /// <summary>Instances along the horizontal axis of the mesh.</summary>
    public long MeshX { get; init; } = 1;

    /// <summary>Instances along the vertical axis of the mesh.</summary>
    public long MeshY { get; init; } = 1;

    /// <summary>What accesses cost.</summary>
    public ActionEnergies Energies { get; init; } = new();

    /// <summary>Whether it adds a sum that comes in to the one it holds.</summary>
    public bool ReducesSums { get; init; } = true;

    /// <summary>Whether the network below it sends one word to several instances at once, tensor by tensor; null: for all.</summary>
    public IReadOnlyList<bool>? Multicasts { get; init; }

    /// <summary>Whether instances below it pass words to their neighbours, tensor by tensor; null: all do.</summary>
    public IReadOnlyList<bool>? PassesToNeighbours { get; init; }

    /// <summary>Whether a tile keeps what the next one shares with it, tensor by tensor; null: for all.</summary>
    public IReadOnlyList<bool>? ReusesOverTime { get; init; }

    /// <summary>What a word of each tensor counts against the bandwidth; null: 1.</summary>
    public IReadOnlyList<double>? BandwidthScale { get; init; }

    /// <summary>Bits of a word of the memory beside it that holds metadata; 0 if there is none.</summary>
    public int MetadataWidth { get; init; }

    /// <summary>Words of the memory for metadata; 0 if it has no limit of its own.</summary>
    public long MetadataDepth { get; init; }

    /// <summary>Bits of one coordinate or pointer; 0: as many as it takes.</summary>
    public int MetadataBits { get; init; }

    /// <summary>Formats, gating and skipping here; null if there are none.</summary>
    public SparseTreatment? Sparse { get; init; }

    /// <summary>How many instances there are.</summary>
    public long Instances => checked(MeshX * MeshY);

    /// <summary>Words of an instance that a mapping may fill; null if all.</summary>
    public long? EffectiveSize => Size is { } size ? (long)Math.Floor(size / MultipleBuffering) : null;
}
