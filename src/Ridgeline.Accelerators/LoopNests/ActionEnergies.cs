namespace Ridgeline.Accelerators.LoopNests;

/// <summary>What one access of a memory's block costs, in picojoules.</summary>
public sealed record ActionEnergies
{
    /// <summary>Reading a block.</summary>
    public double Read { get; init; }

    /// <summary>Filling a block from outside.</summary>
    public double Write { get; init; }

    /// <summary>Writing a block of sums from within.</summary>
    public double Update { get; init; }

    /// <summary>An instance, a cycle, busy or not.</summary>
    public double Leak { get; init; }

    /// <summary>Reading a block that turns out not to be needed; the memory is held still.</summary>
    public double GatedRead { get; init; }

    /// <summary>A fill that is held still.</summary>
    public double GatedWrite { get; init; }

    /// <summary>An update that is held still.</summary>
    public double GatedUpdate { get; init; }

    /// <summary>Passing over a read.</summary>
    public double SkippedRead { get; init; }

    /// <summary>Passing over a fill.</summary>
    public double SkippedWrite { get; init; }

    /// <summary>Passing over an update.</summary>
    public double SkippedUpdate { get; init; }

    /// <summary>Reading a word of metadata.</summary>
    public double MetadataRead { get; init; }

    /// <summary>Filling a word of metadata.</summary>
    public double MetadataWrite { get; init; }

    /// <summary>Updating a word of metadata.</summary>
    public double MetadataUpdate { get; init; }

    /// <summary>A gated read of metadata.</summary>
    public double GatedMetadataRead { get; init; }

    /// <summary>A gated write of metadata.</summary>
    public double GatedMetadataWrite { get; init; }

    /// <summary>Writing a value out in full that was stored compressed.</summary>
    public double Decompression { get; init; }

    /// <summary>Compressing a value.</summary>
    public double Compression { get; init; }
}
