namespace Ridgeline.Graphs;

/// <summary>A list of values of one type.</summary>
/// <param name="Item">What it holds; null if not known.</param>
public sealed record SequenceType(DataType? Item) : DataType
{
    /// <inheritdoc/>
    public override DataType Substitute(IReadOnlyDictionary<string, Dim> bindings) => new SequenceType(Item?.Substitute(bindings));

    /// <summary>Such as <c>seq(float[2x3])</c>.</summary>
    public override string ToString() => $"seq({Item?.ToString() ?? "?"})";
}
