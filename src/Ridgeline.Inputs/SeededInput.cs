using Ridgeline.Graphs;
using Ridgeline.Graphs.Operators;

namespace Ridgeline.Inputs;

/// <summary>Inputs made from a seed: any values will do for timing, but they must be ones that the network can run on.</summary>
public static class SeededInput
{
    private const int Grey = 256;

    /// <summary>
    /// Makes an input. Floats are a bell curve of spread 1; bytes are any; whole numbers are 0 or 1, unless they pick from a table in the network: then they are within it.
    /// </summary>
    /// <param name="input">The network's input.</param>
    /// <param name="type">Its type with all dimensions known.</param>
    /// <param name="graph">The network.</param>
    /// <param name="seed">Which of the many.</param>
    public static Tensor Make(Value input, TensorType type, Graph graph, ulong seed)
    {
        var dims = type.Shape.ToNumbers();
        var count = Tensor.CountOf(dims) ?? throw new ArgumentException($"{type} has no countable size", nameof(type));
        if (type.Element == ElementType.String) return new(type.Element, dims, new StringData([.. Enumerable.Repeat(ReadOnlyMemory<byte>.Empty, (int)count)]));
        var mixed = seed ^ SeededName.Hash(input.Name);
        return new(type.Element, dims, new SeededData(type.Element, count, Filling(input, type.Element, graph), mixed));
    }

    private static Filling Filling(Value input, ElementType element, Graph graph)
    {
        if (element.IsFloat()) return new(0, 1);
        if (element == ElementType.Bool) return new(0, 2);
        if (TableRows(input, graph, 0) is { } rows) return new(0, rows);
        return element is ElementType.UInt8 or ElementType.Int8 ? new(0, Grey) : IsMask(input) ? Graphs.Filling.Ones : new(0, 2);
    }

    // Exporters agree on this word; a sequence without padding is the usual case.
    private static bool IsMask(Value input) => input.Name.Contains("mask", StringComparison.OrdinalIgnoreCase);

    // Follows the values through whatever only changes their shape or type, to the smallest table that they pick from.
    private static long? TableRows(Value value, Graph graph, int depth)
    {
        const int deepest = 6;
        if (depth > deepest) return null;
        long? least = null;
        foreach (var node in graph.Nodes)
        {
            for (var i = 0; i < node.Inputs.Count; i++)
            {
                if (!ReferenceEquals(node.Inputs[i], value)) continue;
                if (Rows(node, i) is { } rows) least = Math.Min(least ?? long.MaxValue, rows);
                else if (i == 0 && Passes(node) && TableRows(node.Outputs[0]!, graph, depth + 1) is { } behind) least = Math.Min(least ?? long.MaxValue, behind);
            }
        }
        return least;
    }

    private static long? Rows(Node node, int input)
    {
        if (OperatorTable.Find(node)?.Positions is not { } positions || positions.Of != input) return null;
        var table = node.Inputs[positions.In]?.Tensor?.Shape;
        var axis = (int)node.Int("axis", 0);
        if (table is not { HasRank: true } || axis >= table.Rank || axis < -table.Rank) return null;
        return table[axis < 0 ? axis + table.Rank : axis].ValueOrNull is > 0 and var rows ? rows : null;
    }

    private static bool Passes(Node node) => OperatorTable.Find(node) is { } row && node.Outputs.Count > 0 && node.Outputs[0] is not null
        && (row.Traits & (Traits.View | Traits.HandsOn | Traits.Elementwise)) != Traits.None && node.Inputs.Count(i => i is { IsConstant: false }) == 1;
}
