namespace Ridgeline.Graphs;

/// <summary>A list of values of one type.</summary>
/// <param name="Item">What it holds; null if not known.</param>
public sealed record SequenceType(DataType? Item) : DataType
{
    /// <summary>How many values it holds, where inference knows; files do not say. What is said of the items of an empty list is void.</summary>
    public Dim Length { get; init; }

    /// <inheritdoc/>
    public override DataType Substitute(IReadOnlyDictionary<string, Dim> bindings) =>
        new SequenceType(Item?.Substitute(bindings)) { Length = Length.Substitute(bindings) };

    /// <summary>Such as <c>seq(float[2x3])</c>.</summary>
    public override string ToString() => $"seq({Item?.ToString() ?? "?"})";
}
