using Ridgeline.Graphs.Operators;

namespace Ridgeline.Graphs.Profiling;

/// <summary>Which values share memory: the output of a view is its input seen in another shape.</summary>
internal sealed class StorageMap
{
    private readonly Dictionary<Value, Value> _root = new(ReferenceEqualityComparer.Instance);

    /// <summary>Follows the views of a graph's nodes.</summary>
    public StorageMap(Graph graph)
    {
        foreach (var node in graph.Nodes)
        {
            if (IsView(node)) _root[node.Outputs[0]!] = Of(node.Inputs[0]!);
        }
    }

    /// <summary>The value whose memory this one is.</summary>
    public Value Of(Value value) => _root.GetValueOrDefault(value, value);

    /// <summary>Whether a node moves no bytes and takes no memory.</summary>
    public static bool IsView(Node node) => OperatorTable.Find(node) is { } row && row.Traits.HasFlag(Traits.View)
        && node.Inputs is [not null, ..] && node.Outputs is [not null, ..];

    /// <summary>All values that a node reads, its subgraphs' reading of outer values included.</summary>
    public static IEnumerable<Value> Reads(Node node) => node.Inputs.OfType<Value>()
        .Concat(node.Subgraphs.SelectMany(g => g.AllNodes()).SelectMany(n => n.Inputs.OfType<Value>()))
        .Concat(node.Subgraphs.SelectMany(g => g.Outputs));
}
