using Ridgeline.Graphs.Operators;
using Ridgeline.Graphs.Profiling;

namespace Ridgeline.Accelerators.Systolic.Networks;

/// <summary>One node of one run: forward, backward, or the update of a training step.</summary>
internal sealed record WorkItem
{
    public required string Name { get; init; }

    public required string Op { get; init; }

    public required string Block { get; init; }

    public required Work Work { get; init; }

    public required IReadOnlyList<MatrixProduct> Products { get; init; }

    public required IReadOnlyList<LayerTensor> Reads { get; init; }

    public required IReadOnlyList<LayerTensor> Writes { get; init; }

    public long Repeats { get; init; } = 1;

    /// <summary>Whether each output element is made from the elements at its place alone: then it can be made on the way.</summary>
    public bool IsElementwise { get; init; }

    /// <summary>Whether each output element is a maximum or a mean over a window of its channel.</summary>
    public bool IsPool { get; init; }

    /// <summary>Operations outside products, and of them those that are slow: divisions, exponentials.</summary>
    public (double Plain, double Special) Vector => ((double)(Work.Additions.Value + Work.Multiplications.Value + Work.Comparisons.Value),
        (double)(Work.Divisions.Value + Work.Transcendentals.Value));
}
