using Ridgeline.Graphs;

namespace Ridgeline.Runtime;

/// <summary>Values in a row. Immutable: an operator that inserts makes another one.</summary>
/// <param name="items">The values; each in memory of its own.</param>
/// <param name="element">The element type of its tensors, which an empty sequence has too; undefined if it holds other things.</param>
public sealed class RuntimeSequence(IReadOnlyList<RuntimeValue> items, ElementType element) : RuntimeValue
{
    /// <summary>The values.</summary>
    public IReadOnlyList<RuntimeValue> Items { get; } = items;

    /// <summary>The element type of its tensors; undefined if it holds other things.</summary>
    public ElementType Element { get; } = element;

    /// <summary>A sequence of values, each kept in memory of its own.</summary>
    internal static RuntimeSequence Of(IEnumerable<RuntimeValue> items, ElementType element = ElementType.Undefined)
    {
        var kept = items.Select(i => i.Kept()).ToArray();
        return new(kept, kept.Length > 0 && kept[0] is RuntimeTensor first ? first.Element : element);
    }

    internal override RuntimeValue Kept() => this;
}
