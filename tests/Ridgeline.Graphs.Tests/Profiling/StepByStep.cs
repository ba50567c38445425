using Ridgeline.Graphs.Operators;

namespace Ridgeline.Graphs.Tests;

/// <summary>
/// The memory of a run, by playing it: a list of what each step writes and reads, and at each step the sum over all tensors that were written
/// and will be read before they are written anew. Quadratic, and knows nothing of intervals.
/// </summary>
internal sealed class StepByStep(Graph graph)
{
    private readonly List<(HashSet<string> Writes, HashSet<string> Reads)> _steps = [];
    private readonly Dictionary<string, long> _sizes = new(StringComparer.Ordinal);

    public static long[] Inference(Graph graph)
    {
        var run = new StepByStep(graph);
        foreach (var node in graph.Nodes) run.Forward(node, _ => true);
        run.ReadOutputs();
        return run.Sums();
    }

    public static long[] Training(Graph graph, bool recompute)
    {
        var run = new StepByStep(graph);
        var count = graph.Nodes.Count;
        var segment = recompute ? (int)Math.Ceiling(Math.Sqrt(count)) : count;
        foreach (var node in graph.Nodes) run.Forward(node, _ => true);
        run.ReadOutputs();
        for (var start = (count - 1) / segment * segment; start >= 0; start -= segment)
        {
            var nodes = graph.Nodes.Skip(start).Take(segment).ToList();
            // What a later segment or the caller reads was kept, and is not made again.
            if (recompute) nodes.ForEach(n => run.Forward(n, v => !run.Crosses(v, segment)));
            Enumerable.Reverse(nodes).ToList().ForEach(run.Backward);
        }
        run._steps.Add(([], []));
        return run.Sums();
    }

    private void Forward(Node node, Func<Value, bool> isMade)
    {
        HashSet<string> writes = _steps.Count == 0 ? [.. graph.Inputs.Select(Name)] : [];
        if (!IsView(node)) writes.UnionWith(node.Outputs.Where(o => isMade(o!)).Select(o => Name(o!)));
        _steps.Add((writes, [.. Activations(node.Inputs).Select(Name)]));
    }

    private void ReadOutputs() => _steps[^1].Reads.UnionWith(graph.Outputs.Select(Name));

    private void Backward(Node node)
    {
        HashSet<string> writes = [], reads = [];
        if (ReferenceEquals(node, graph.Nodes[^1])) writes.UnionWith(graph.Outputs.Where(IsTrained).Select(Gradient));
        if (node.Outputs.Exists(o => Wants(o!)))
        {
            var traits = OperatorTable.Find(node)!.Traits;
            if (traits.HasFlag(Traits.SavesInputs)) reads.UnionWith(Activations(node.Inputs).Select(Name));
            if (traits.HasFlag(Traits.SavesOutputs)) reads.UnionWith(node.Outputs.Select(o => Name(o!)));
            reads.UnionWith(node.Outputs.Select(o => Gradient(o!)));
            foreach (var input in Activations(node.Inputs).Where(Wants).Select(Gradient))
            {
                // The first to give a gradient makes it; the others, and views, add to it.
                (_steps.Exists(s => s.Writes.Contains(input)) ? reads : writes).Add(input);
            }
        }
        _steps.Add((writes, reads));
    }

    private long[] Sums()
    {
        var sums = new long[_steps.Count];
        foreach (var (name, size) in _sizes)
        {
            for (var step = 0; step < _steps.Count; step++)
            {
                var isHeld = _steps.Take(step + 1).Any(s => s.Writes.Contains(name))
                    && (_steps[step].Writes.Contains(name) || _steps.Skip(step).TakeWhile((s, i) => i == 0 || !s.Writes.Contains(name)).Any(s => s.Reads.Contains(name)));
                if (isHeld) sums[step] += size;
            }
        }
        return sums;
    }

    private bool Crosses(Value value, int segment)
    {
        var root = Root(value);
        var made = graph.Nodes.FindIndex(n => n.Outputs.Contains(root)) / segment;
        return graph.Outputs.Exists(o => ReferenceEquals(Root(o), root)) ? (graph.Nodes.Count - 1) / segment != made
            : graph.Nodes.Where((n, i) => i / segment != made).Any(n => Activations(n.Inputs).Any(v => ReferenceEquals(Root(v), root)));
    }

    private bool IsTrained(Value value) => Maker(value) is { } maker && !OperatorTable.Find(maker)!.Traits.HasFlag(Traits.NoGradient)
        && (maker.OpType == "MatMul" || Activations(maker.Inputs).Any(IsTrained));

    private bool Wants(Value value) => IsTrained(value)
        && (graph.Outputs.Contains(value) || graph.Nodes.Exists(n => n.Inputs.Contains(value) && n.Outputs.Exists(o => Wants(o!))));

    private string Name(Value value) => Sized(Root(value), "");

    private string Gradient(Value value) => Sized(Root(value), "gradient of ");

    private string Sized(Value root, string prefix)
    {
        _sizes[prefix + root.Name] = root.Tensor!.Shape.ToNumbers().Aggregate(4L, (product, dim) => product * dim);
        return prefix + root.Name;
    }

    private Value Root(Value value) => Maker(value) is { } maker && IsView(maker) ? Root(maker.Inputs[0]!) : value;

    private Node? Maker(Value value) => graph.Nodes.Find(n => n.Outputs.Contains(value));

    private static bool IsView(Node node) => node.OpType == "Reshape";

    private static IEnumerable<Value> Activations(List<Value?> values) => values.Where(v => !v!.IsConstant)!;
}
