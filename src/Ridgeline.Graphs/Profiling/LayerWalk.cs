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
    private readonly List<LayerVisit> _visits = [];
    private readonly List<string> _notes = [];

    public LayerWalk(Model model, InferenceResult inference)
    {
        (_model, _inference) = (model, inference);
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
        System.Runtime.CompilerServices.RuntimeHelpers.EnsureSufficientExecutionStack();
        foreach (var node in graph.Nodes)
        {
            var name = prefix + node.Label;
            into.Add(new(node, name, repeats));
            var bodies = node.Subgraphs.ToList();
            if (bodies.Count == 1) Walk(bodies[0], $"{name}/", checked(repeats * Turns(node, name)), into);
            else if (bodies.Count > 1) into.AddRange(Branch(node, name, repeats, bodies));
        }
    }

    private long Turns(Node node, string name)
    {
        var turns = TripCount.Of(node, _model.OpsetOf(node.Domain), _inference.ContentsOf).ValueOrNull;
        if (turns is null) _notes.Add($"the loop '{name}' turns an unknown number of times; its body is counted once");
        return turns ?? 1;
    }

    private List<LayerVisit> Branch(Node node, string name, long repeats, List<Graph> bodies)
    {
        if (node.Inputs is [{ } condition, ..] && _inference.ContentsOf(condition)?.Numbers is [var taken])
        {
            var visits = new List<LayerVisit>();
            if (node.Subgraph(taken != 0 ? "then_branch" : "else_branch") is { } body) Walk(body, $"{name}/", repeats, visits);
            return visits;
        }
        _notes.Add($"which branch '{name}' takes is not known; the costlier is counted");
        return bodies.ConvertAll(body =>
        {
            var visits = new List<LayerVisit>();
            Walk(body, $"{name}/", repeats, visits);
            return visits;
        }).MaxBy(Cost)!;
    }

    private double Cost(List<LayerVisit> visits) => visits.Sum(v =>
        LayerProfiler.TryWork(v.Node, _model, _inference) is { } work ? (double)work.Flops.Value * v.Repeats : 0);
}
