namespace Ridgeline.Graphs;

/// <summary>A value or nothing.</summary>
/// <param name="Item">What it may hold; null if not known.</param>
public sealed record OptionalType(DataType? Item) : DataType
{
    /// <inheritdoc/>
    public override DataType Substitute(IReadOnlyDictionary<string, Dim> bindings) => new OptionalType(Item?.Substitute(bindings));

    /// <summary>Such as <c>optional(float[2x3])</c>.</summary>
    public override string ToString() => $"optional({Item?.ToString() ?? "?"})";
}
