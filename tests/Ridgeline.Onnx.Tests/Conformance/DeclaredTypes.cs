using Ridgeline.Graphs;

namespace Ridgeline.Onnx.Tests.Conformance;

/// <summary>What a file says of the types of its values, to be compared with what inference finds.</summary>
internal sealed class DeclaredTypes
{
    private readonly List<(Value Value, DataType Declared)> _types = [];

    /// <summary>Remembers the declared types of everything that a node of the graph or of its subgraphs makes.</summary>
    public DeclaredTypes(Graph graph)
    {
        foreach (var value in graph.AllNodes().SelectMany(n => n.Outputs).OfType<Value>())
        {
            if (value.Type is { } type) _types.Add((value, type));
        }
    }

    /// <summary>Where the types that the values have now contradict the declared ones.</summary>
    public IEnumerable<string> Contradictions() => _types.Where(t => t.Value.Type is { } found && Contradict(found, t.Declared))
        .Select(t => $"'{t.Value.Name}' is declared as {t.Declared} and inferred as {t.Value.Type}");

    /// <summary>Whether nothing of a type is left open; a name stands for a number that the model's user gives.</summary>
    public static bool IsComplete(DataType? type) => type switch
    {
        TensorType tensor => tensor.Element != ElementType.Undefined && tensor.Shape.HasRank && tensor.Shape.All(d => !d.IsUnknown),
        SparseTensorType sparse => sparse.Shape.HasRank && sparse.Shape.All(d => !d.IsUnknown),
        SequenceType sequence => IsComplete(sequence.Item),
        OptionalType optional => IsComplete(optional.Item),
        MapType map => IsComplete(map.Item),
        _ => false,
    };

    /// <summary>Whether no value can be of both types.</summary>
    public static bool Contradict(DataType found, DataType declared) => (found, declared) switch
    {
        (TensorType a, TensorType b) => (a.Element != b.Element && a.Element != ElementType.Undefined && b.Element != ElementType.Undefined)
            || Contradict(a.Shape, b.Shape),
        (SequenceType a, SequenceType b) => a.Item is not null && b.Item is not null && Contradict(a.Item, b.Item),
        (OptionalType a, OptionalType b) => a.Item is not null && b.Item is not null && Contradict(a.Item, b.Item),
        (MapType a, MapType b) => a.Item is not null && b.Item is not null && Contradict(a.Item, b.Item),
        _ => found.GetType() != declared.GetType(),
    };

    private static bool Contradict(Shape found, Shape declared) => found.HasRank && declared.HasRank
        && (found.Rank != declared.Rank || found.Zip(declared).Any(d => d.First.IsKnown && d.Second.IsKnown && d.First != d.Second));
}
