using Ridgeline.Quantities;

namespace Ridgeline.Graphs.Profiling;

/// <summary>What tensors take in memory, as stored or repriced at another precision.</summary>
/// <param name="precision">The type that floating-point tensors are priced at; null takes each as it is stored.</param>
/// <param name="uses">How often the model's nodes name a tensor: the most summands that a sum of sizes can have.</param>
internal sealed class Pricing(ElementType? precision, long uses)
{
    // All tensors together stay below 2^59 bytes (0.6 EB), so no sum of sizes, a few times over for gradients and state, leaves 63 bits. For a graph
    // of 50,000 nodes that still is 3 TB a tensor; only a hostile file has larger ones, and they count as unknown.
    private readonly long _most = (1L << 59) / Math.Max(1, uses);

    /// <summary>The prices of a model's tensors.</summary>
    public static Pricing For(Model model, ElementType? precision) => new(
        precision,
        model.Graph.Inputs.Count + model.Graph.Initializers.Count + model.Graph.AllNodes().Sum(n => (long)n.Inputs.Count + n.Outputs.Count));

    /// <summary>The size of a value of any type; null if not known.</summary>
    public Bytes? Of(DataType? type) => type switch
    {
        TensorType { Element: not ElementType.Undefined } tensor when tensor.Shape.Elements.ValueOrNull is >= 0 and var count => Size(tensor.Element, count),
        OptionalType optional => Of(optional.Item),
        _ => null,
    };

    /// <summary>The size of a constant; null if it is beyond all measure.</summary>
    public Bytes? Of(Value constant) => constant switch
    {
        { Constant: { Data: StringData } text } => Bounded(text.Size.Value),
        { Constant: { } dense } => Size(dense.Element, dense.Count),
        { SparseConstant: { } sparse } => Size(sparse.Values.Element, sparse.Values.Count) is { } values
            ? Bounded((Int128)values.Value + sparse.Indices.Size.Value) : null,
        _ => Bytes.Zero,
    };

    /// <summary>Whether a value's shape is known and the value too large to be counted.</summary>
    public bool IsTooLarge(Value value) => value.IsConstant ? Of(value) is null
        : value.Type is TensorType { Element: not ElementType.Undefined, Shape.IsFullyKnown: true } type && Of(type) is null;

    /// <summary>Bits that an element is priced at.</summary>
    public int Bits(ElementType element) => (precision is { } priced && element.IsFloat() ? priced : element).BitWidth();

    private Bytes? Size(ElementType element, long count) => Bounded((((Int128)count * Bits(element)) + 7) / 8);

    /// <summary>An amount of bytes; null if it is beyond all measure.</summary>
    public Bytes? Bounded(Int128 bytes) => bytes <= _most ? new Bytes((long)bytes) : null;
}
