namespace Ridgeline.Accelerators.LoopNests.Sparsity;

/// <summary>What a memory or what computes does with zeros.</summary>
public sealed record SparseTreatment
{
    /// <summary>For each tensor, the formats of its ranks, outermost first; null: stored in full without metadata.</summary>
    public IReadOnlyList<IReadOnlyList<RankFormat>?> Formats { get; init; } = [];

    /// <summary>For each tensor, whether its ranks are laid over loops from the innermost outwards; empty: none is.</summary>
    public IReadOnlyList<bool> FromInside { get; init; } = [];

    /// <summary>What is gated and skipped.</summary>
    public IReadOnlyList<SparseAction> Actions { get; init; } = [];

    /// <summary>Of what computes: whether it is held still for an operand that is zero.</summary>
    public bool GatesZeros { get; init; }

    /// <summary>Of what computes: whether it passes over operands without a partner.</summary>
    public bool SkipsUnmatched { get; init; }

    /// <summary>Whether a tensor's ranks are laid over loops from the innermost outwards.</summary>
    public bool IsFromInside(int tensor) => tensor < FromInside.Count && FromInside[tensor];

    /// <summary>The format of a tensor; null if there is none.</summary>
    public IReadOnlyList<RankFormat>? FormatOf(int tensor) => tensor < Formats.Count ? Formats[tensor] : null;
}
