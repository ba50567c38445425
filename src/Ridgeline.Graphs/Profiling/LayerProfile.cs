using Ridgeline.Graphs.Operators;
using Ridgeline.Quantities;

namespace Ridgeline.Graphs.Profiling;

/// <summary>What one node asks for in one run of the network.</summary>
public sealed record LayerProfile
{
    /// <summary>What to call it.</summary>
    public required string Name { get; init; }

    /// <summary>Its operator, with the domain where that is not ONNX's own.</summary>
    public required string Op { get; init; }

    /// <summary>The block that it belongs to, such as <c>layer1.0</c>; its own name if it belongs to none.</summary>
    public string Block { get; init; } = "";

    /// <summary>The shape of its first output, as text.</summary>
    public string OutputShape { get; init; } = "?";

    /// <summary>Its operations by kind, all repeats together; null if a shape that they depend on is not known or the operator is opaque.</summary>
    public Work? Work { get; init; }

    /// <summary>Operations in the convention asked for; null as <see cref="Work"/>.</summary>
    public FlopCount? Ops { get; init; }

    /// <summary>Trainable numbers that it reads, shared ones included.</summary>
    public long Parameters { get; init; }

    /// <summary>The size of the constants that it reads.</summary>
    public Bytes WeightBytes { get; init; }

    /// <summary>The size of the activations that it reads; null if one has no known size.</summary>
    public Bytes? InputBytes { get; init; }

    /// <summary>The size of what it makes; null if one output has no known size.</summary>
    public Bytes? OutputBytes { get; init; }

    /// <summary>Bytes that move for it: read and written, weights included; a view moves none. Null if not known.</summary>
    public Bytes? Moved { get; init; }

    /// <summary>Zeros among its stored weights; null if it has none or their data are absent.</summary>
    public SparsityProfile? Sparsity { get; init; }

    /// <summary>Whether it is another view of its input: no arithmetic and no bytes.</summary>
    public bool IsView { get; init; }

    /// <summary>What passes through it, for models of hardware.</summary>
    public LayerFlow Flow { get; init; } = LayerFlow.None;

    /// <summary>How often it runs in one run of the network: more than once inside a loop.</summary>
    public long Repeats { get; init; } = 1;

    /// <summary>All that one run of the layer must hold: weights, inputs and outputs. Null if not known.</summary>
    public Bytes? WorkingSet => InputBytes is { } i && OutputBytes is { } o ? WeightBytes + i + o : null;

    /// <summary>Operational intensity: FLOP per byte moved. Null if not known or nothing moves.</summary>
    public double? Intensity => Work is { } work && Moved is { Value: > 0 } moved ? work.Flops.Per(moved) : null;
}
