using Ridgeline.Quantities;

namespace Ridgeline.Graphs.Profiling;

/// <summary>What tensors take in memory, as stored or repriced at another precision.</summary>
/// <param name="precision">The type that floating-point tensors are priced at; null takes each as it is stored.</param>
internal sealed class Pricing(ElementType? precision)
{
    // No tensor of a real network comes near 2^43 elements; leaving larger ones unsized keeps every sum of sizes within 63 bits.
    private const long MostElements = 1L << 43;

    /// <summary>The size of a value of any type; null if not known.</summary>
    public Bytes? Of(DataType? type) => type switch
    {
        TensorType tensor => tensor.Shape.Elements.ValueOrNull is { } count && count >= 0 && count <= MostElements
            ? Effective(tensor.Element).BytesFor(count) : null,
        OptionalType optional => Of(optional.Item),
        _ => null,
    };

    /// <summary>The size of a constant.</summary>
    public Bytes Of(Value constant) => constant switch
    {
        { Constant: { Data: StringData } text } => text.Size,
        { Constant: { } dense } => Effective(dense.Element).BytesFor(dense.Count),
        { SparseConstant: { } sparse } => Effective(sparse.Values.Element).BytesFor(sparse.Values.Count) + sparse.Indices.Size,
        _ => Bytes.Zero,
    };

    /// <summary>The type that a tensor's elements are priced at.</summary>
    public ElementType Effective(ElementType element) => precision is { } priced && element.IsFloat() ? priced : element;

    /// <summary>Bytes that a work count gave for stored elements, at the price.</summary>
    public Bytes Reprice(Bytes stored, ElementType element)
    {
        var (from, to) = (element.BitWidth(), Effective(element).BitWidth());
        return from == to || from == 0 ? stored : stored.Scale((double)to / from);
    }
}
