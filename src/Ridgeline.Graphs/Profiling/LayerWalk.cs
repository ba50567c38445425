using System.Runtime.CompilerServices;
using Ridgeline.Graphs.Operators;
using Ridgeline.Graphs.Passes;

namespace Ridgeline.Graphs.Profiling;

/// <summary>
/// The nodes that one run of a network meets: a loop's body as often as the loop turns, of two branches the one that is taken or, where that is not known,
/// the costlier.
/// </summary>
internal sealed class LayerWalk
{
    private readonly Model _model;
    private readonly InferenceResult _inference;
    private readonly WorkCount _work;
    private readonly List<LayerVisit> _visits = [];
    private readonly List<string> _notes = [];

    public LayerWalk(Model model, InferenceResult inference, WorkCount work)
    {
        (_model, _inference, _work) = (model, inference, work);
        Walk(model.Graph, "", 1, _visits);
    }

    /// <summary>The nodes, in running order.</summary>
    public IReadOnlyList<LayerVisit> Visits => _visits;

    /// <summary>What had to be assumed.</summary>
    public IReadOnlyList<string> Notes => _notes;

    /// <summary>Which layer feeds which, by index.</summary>
    public IReadOnlyList<(int From, int To)> Edges()
    {
        var makers = new Dictionary<Value, int>(ReferenceEqualityComparer.Instance);
        var edges = new List<(int, int)>();
        for (var i = 0; i < _visits.Count; i++)
        {
            foreach (var input in _visits[i].Node.Inputs)
            {
                if (input is not null && makers.TryGetValue(input, out var from)) edges.Add((from, i));
            }
            foreach (var output in _visits[i].Node.Outputs)
            {
                if (output is not null) makers[output] = i;
            }
        }
        return edges;
    }

    private void Walk(Graph graph, string prefix, long repeats, List<LayerVisit> into)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        foreach (var node in graph.Nodes)
        {
            var name = prefix + node.Label;
            into.Add(new(node, name, repeats));
            if (node.Subgraphs.Any()) Enter(node, name, repeats, into);
        }
    }

    private void Enter(Node node, string name, long repeats, List<LayerVisit> into)
    {
        var bodies = node.Subgraphs.ToList();
        var row = OperatorTable.Find(node);
        if (row is { Trips: null } && bodies.Count > 1)
        {
            into.AddRange(Branch(node, name, repeats, bodies));
            return;
        }
        if (row is null) _notes.Add($"how often '{name}' runs the graphs that it holds is not known; each is counted once");
        var inner = row is null ? repeats : Times(node, name, repeats);
        foreach (var body in bodies) Walk(body, $"{name}/", inner, into);
    }

    private long Times(Node node, string name, long repeats)
    {
        var turns = TripCount.Of(node, _model.OpsetOf(node.Domain), _inference.ContentsOf).ValueOrNull;
        var all = (Int128)repeats * (turns ?? 1);
        if (turns is >= 0 && all <= long.MaxValue) return (long)all;
        _notes.Add($"the loop '{name}' turns {(turns is null ? "an unknown number of times" : "more often than can be counted")}; its body is counted once");
        return repeats;
    }

    private List<LayerVisit> Branch(Node node, string name, long repeats, List<Graph> bodies)
    {
        if (node.Inputs is [{ } condition, ..] && _inference.ContentsOf(condition)?.Numbers is [var taken])
        {
            var body = node.Subgraph(taken != 0 ? "then_branch" : "else_branch");
            return body is null ? [] : Inside(body);
        }
        _notes.Add($"which branch '{name}' takes is not known; the costlier is counted");
        return bodies.ConvertAll(Inside).MaxBy(Cost)!;

        List<LayerVisit> Inside(Graph body)
        {
            var visits = new List<LayerVisit>();
            Walk(body, $"{name}/", repeats, visits);
            return visits;
        }
    }

    private double Cost(List<LayerVisit> visits) => visits.Sum(v => WorkCount.Times(_work.Of(v.Node), v.Repeats) is { } work ? (double)work.Flops.Value : 0);
}
