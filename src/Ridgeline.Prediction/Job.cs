using Ridgeline.Graphs.Operators;
using Ridgeline.Graphs.Profiling;
using Ridgeline.Machines;

namespace Ridgeline.Prediction;

/// <summary>A piece of work: a layer forward, a layer backward, or an update of weights.</summary>
internal sealed record Job
{
    public required string Name { get; init; }
    public required string Op { get; init; }
    public required string Block { get; init; }
    public required OperatorFamily Family { get; init; }

    /// <summary>What it computes in.</summary>
    public required NumberFormat Format { get; init; }

    /// <summary>Its operations over all repeats, MACs included.</summary>
    public required Work Work { get; init; }

    /// <summary>Its products in one repeat.</summary>
    public IReadOnlyList<MatrixProduct> Products { get; init; } = [];

    /// <summary>What it reads in one repeat.</summary>
    public IReadOnlyList<LayerTensor> Reads { get; init; } = [];

    /// <summary>What it writes in one repeat.</summary>
    public IReadOnlyList<LayerTensor> Writes { get; init; } = [];

    /// <summary>Elements of a row of its output.</summary>
    public long Row { get; init; } = 1;

    /// <summary>How often it runs.</summary>
    public long Repeats { get; init; } = 1;

    /// <summary>Whether a runtime lays out data anew here, and no layer asks for it.</summary>
    public bool IsLayout { get; init; }

    /// <summary>Whether it can be done while its input is at hand.</summary>
    public bool IsElementwise { get; init; }
}
