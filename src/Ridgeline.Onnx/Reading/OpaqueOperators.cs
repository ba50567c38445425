using Ridgeline.Graphs;
using Ridgeline.Graphs.Operators;

namespace Ridgeline.Onnx.Reading;

/// <summary>Counts the nodes whose operator nobody knows, for one warning an operator.</summary>
internal sealed class OpaqueOperators
{
    private const int MostWarnings = 20;
    private readonly OrderedDictionary<(string Domain, string OpType), int> _counts = [];

    public void Note(Node node)
    {
        if (OperatorTable.Find(node) is not null) return;
        var key = (node.Domain, node.OpType);
        _counts[key] = _counts.GetValueOrDefault(key) + 1;
    }

    /// <summary>Warns of each but those that the model defines itself.</summary>
    public void Report(ReadSession session, IEnumerable<Function> functions)
    {
        if (_counts.Count == 0) return;
        var defined = functions.Select(f => (f.Domain, f.Name)).ToHashSet();
        var unknown = _counts.Where(c => !defined.Contains(c.Key)).ToList();
        foreach (var ((domain, opType), count) in unknown.Take(MostWarnings))
        {
            var name = domain.Length == 0 ? opType : $"{domain}::{opType}";
            session.Warn("ONNX140", null, $"the operator {Quoted.Text(name)} of {Nodes(count)} is not known: the shapes of what it makes are unknown",
                "It is read, kept and written; its cost is counted only as the bytes that are known to pass it.");
        }
        if (unknown.Count <= MostWarnings) return;
        session.Warn("ONNX140", null, $"{unknown.Count - MostWarnings} more operators are not known ({Nodes(unknown.Skip(MostWarnings).Sum(c => c.Value))})");
    }

    private static string Nodes(int count) => count == 1 ? "1 node" : $"{count} nodes";
}
