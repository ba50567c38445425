using Ridgeline.Quantities;

namespace Ridgeline.Graphs;

/// <summary>A dense tensor, row-major.</summary>
/// <param name="Element">The type of its elements.</param>
/// <param name="Shape">Its dimensions.</param>
public sealed record TensorType(ElementType Element, Shape Shape) : DataType
{
    /// <summary>Its size, or null while a dimension is not a number or the product leaves 64 bits.</summary>
    public Bytes? Size => Shape.Elements.ValueOrNull is { } n && n <= long.MaxValue / 16 ? Element.BytesFor(n) : null;

    /// <inheritdoc/>
    public override DataType Substitute(IReadOnlyDictionary<string, Dim> bindings)
    {
        var shape = Shape.Substitute(bindings);
        return ReferenceEquals(shape, Shape) ? this : this with { Shape = shape };
    }

    /// <summary>Such as <c>float[1x3x224x224]</c>.</summary>
    public override string ToString() => $"{Element.Spelling()}[{Shape}]";
}
