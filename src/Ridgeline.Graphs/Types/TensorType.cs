using Ridgeline.Quantities;

namespace Ridgeline.Graphs;

/// <summary>A dense tensor, row-major.</summary>
/// <param name="Element">The type of its elements.</param>
/// <param name="Shape">Its dimensions.</param>
public sealed record TensorType(ElementType Element, Shape Shape) : DataType
{
    /// <summary>Its size, or null while the element type or a dimension is not known or the product leaves 63 bits.</summary>
    public Bytes? Size => Element != ElementType.Undefined && Shape.Elements.ValueOrNull is >= 0 and <= long.MaxValue / 16 and var n
        ? Element.BytesFor(n) : null;

    /// <inheritdoc/>
    public override DataType Substitute(IReadOnlyDictionary<string, Dim> bindings)
    {
        var shape = Shape.Substitute(bindings);
        return ReferenceEquals(shape, Shape) ? this : this with { Shape = shape };
    }

    /// <summary>Such as <c>float[1x3x224x224]</c>.</summary>
    public override string ToString() => $"{Element.Spelling()}[{Shape}]";
}
