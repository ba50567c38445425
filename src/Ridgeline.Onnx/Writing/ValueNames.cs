using Ridgeline.Graphs;

namespace Ridgeline.Onnx.Writing;

/// <summary>The name of each value in the file. In memory a value may do without one; in a file an empty name means that nothing is there.</summary>
internal sealed class ValueNames(Model model)
{
    private readonly Dictionary<Value, string> _given = new(ReferenceEqualityComparer.Instance);
    private HashSet<string>? _taken;

    public string Of(Value? value) => value is null ? "" : value.Name.Length > 0 ? value.Name : Given(value);

    private string Given(Value value)
    {
        if (_given.TryGetValue(value, out var name)) return name;
        _taken ??= Bodies().SelectMany(Names).ToHashSet(StringComparer.Ordinal);
        for (var i = _given.Count; !_taken.Add(name = $"value_{i}"); i++)
        {
        }
        return _given[value] = name;
    }

    private IEnumerable<Graph> Bodies() => model.Functions.Select(f => f.Body).Prepend(model.Graph);

    private static IEnumerable<string> Names(Graph graph) => graph.Inputs.Concat(graph.Initializers).Select(v => v.Name)
        .Concat(graph.Nodes.SelectMany(n => n.Outputs.OfType<Value>().Select(v => v.Name).Concat(n.Subgraphs.SelectMany(Names))));
}
