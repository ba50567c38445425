namespace Ridgeline.Graphs;

/// <summary>A dictionary.</summary>
/// <param name="Key">The type of its keys: an integer type or text.</param>
/// <param name="Item">The type of its values; null if not known.</param>
public sealed record MapType(ElementType Key, DataType? Item) : DataType
{
    /// <inheritdoc/>
    public override DataType Substitute(IReadOnlyDictionary<string, Dim> bindings) => new MapType(Key, Item?.Substitute(bindings));

    /// <summary>Such as <c>map(int64, float[])</c>.</summary>
    public override string ToString() => $"map({Key.Spelling()}, {Item?.ToString() ?? "?"})";
}
