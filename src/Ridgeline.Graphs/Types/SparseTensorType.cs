namespace Ridgeline.Graphs;

/// <summary>A sparse tensor in coordinate form.</summary>
/// <param name="Element">The type of its non-zero elements.</param>
/// <param name="Shape">The shape of the dense tensor it stands for.</param>
public sealed record SparseTensorType(ElementType Element, Shape Shape) : DataType
{
    /// <inheritdoc/>
    public override DataType Substitute(IReadOnlyDictionary<string, Dim> bindings) => this with { Shape = Shape.Substitute(bindings) };

    /// <summary>Such as <c>sparse float[3x3]</c>.</summary>
    public override string ToString() => $"sparse {Element.Spelling()}[{Shape}]";
}
