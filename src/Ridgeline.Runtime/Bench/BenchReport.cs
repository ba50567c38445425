namespace Ridgeline.Runtime.Bench;

/// <summary>What a network was measured to take on this machine.</summary>
public sealed record BenchReport
{
    /// <summary>What the user called the network.</summary>
    public required string Network { get; init; }

    /// <summary>The machine.</summary>
    public required string Machine { get; init; }

    /// <summary>What the kernels are made of.</summary>
    public required string Instructions { get; init; }

    /// <summary>A row for each batch and number of threads.</summary>
    public required IReadOnlyList<BenchRow> Rows { get; init; }

    /// <summary>The steps of the first row's network; empty if not asked for.</summary>
    public required IReadOnlyList<BenchLayer> Layers { get; init; }

    /// <summary>The other, with its version; null if there is none.</summary>
    public string? Rival { get; init; }

    /// <summary>What speaks against trusting the numbers.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }
}
