using Ridgeline.Graphs.Operators;
using Ridgeline.Graphs.Passes;
using Ridgeline.Quantities;

namespace Ridgeline.Graphs.Profiling;

/// <summary>Profiles a training step over a network's inference graph: work of forward, backward and update, and memory.</summary>
internal sealed class TrainingProfiler(Model model, InferenceResult inference, Pricing pricing, Optimizer optimizer, bool recompute, NetworkProfile forward)
{
    private readonly Graph _graph = model.Graph;
    private readonly StorageMap _storage = new(model.Graph);
    private readonly GradientFlow _flow = new(model.Graph);

    public TrainingProfile Profile(IReadOnlyList<Value> parameters)
    {
        var weights = parameters.Aggregate(Bytes.Zero, (sum, p) => sum + pricing.Of(p));
        var state = weights * StateNumbers(optimizer);
        var own = _graph.Nodes.SelectMany((n, i) => n.Outputs.OfType<Value>().Where(o => ReferenceEquals(_storage.Of(o), o)).Select(o => (Node: n, Value: o))).ToList();
        var all = own.Aggregate(Bytes.Zero, (sum, o) => sum + (pricing.Of(o.Value.Type) ?? Bytes.Zero));
        var overwritten = own.Where(o => OperatorTable.Find(o.Node) is { } row && row.Traits.HasFlag(Traits.InPlace))
            .Aggregate(Bytes.Zero, (sum, o) => sum + (pricing.Of(o.Value.Type) ?? Bytes.Zero));
        var resident = forward.WeightBytes + weights + state;
        return new()
        {
            Optimizer = optimizer,
            Forward = forward.Work,
            Recomputed = recompute ? forward.Work : default,
            Backward = Backward(),
            Update = new((Int128)forward.Parameters * UpdateFlops(optimizer)),
            Weights = weights,
            WeightGradients = weights,
            OptimizerState = state,
            Inputs = _graph.RequiredInputs.Aggregate(Bytes.Zero, (sum, i) => sum + (pricing.Of(i.Type) ?? Bytes.Zero)),
            Activations = all,
            ActivationsInPlace = all - overwritten,
            Saved = _graph.Nodes.Aggregate(Bytes.Zero, (sum, n) => sum + Saved(n)),
            Memory = Liveness.Sweep(resident, Schedule.Steps, [.. Lives()], forward.Memory.Unsized),
        };
    }

    private static long StateNumbers(Optimizer optimizer) => optimizer switch { Optimizer.Sgd => 0, Optimizer.Momentum => 1, _ => 2 };

    // Sgd: w -= lr g (2). Momentum: v = mu v + g (2), w -= lr v (2). Adam: m (3), v (4), two bias corrections (2), root, epsilon, quotient, step (5).
    private static int UpdateFlops(Optimizer optimizer) => optimizer switch { Optimizer.Sgd => 2, Optimizer.Momentum => 4, _ => 14 };

    private TrainingSchedule Schedule { get; } = new(model.Graph.Nodes.ConvertAll(n => n.Label), recompute);

    // Operations that are no products are done about once more to find their gradients.
    private Work Backward()
    {
        var sum = default(Work);
        foreach (var node in _graph.Nodes.Where(_flow.HasBackward))
        {
            if (LayerProfiler.TryWork(node, model, inference) is not { } work) continue;
            sum += work with { Macs = work.Macs * _flow.Products(node), Read = null, Written = null };
        }
        return sum;
    }

    private Bytes Saved(Node node)
    {
        if (OperatorTable.Find(node)?.SavedExtra is not { } rule) return Bytes.Zero;
        try
        {
            return new((long)rule(new(node, model.OpsetOf(node.Domain), inference.ContentsOf)));
        }
        catch (UnknownShapeException)
        {
            return Bytes.Zero;
        }
    }

    private IEnumerable<TensorLife> Lives()
    {
        var lastRead = MemoryPlanner.LastReads(_graph, _storage);
        var lastNeed = LastNeeds();
        foreach (var input in _graph.RequiredInputs.Where(_ => _graph.Nodes.Count > 0))
        {
            foreach (var life in Stored(input, 0, kept: true)) yield return life;
        }
        for (var i = 0; i < _graph.Nodes.Count; i++)
        {
            var node = _graph.Nodes[i];
            if (Saved(node) is { Value: > 0 } saved) yield return new($"{node.Label} (saved)", "saved", saved, Schedule.Recomputes ? Schedule.Again(i) : i, Schedule.Backward(i));
            foreach (var output in node.Outputs.OfType<Value>().Where(o => ReferenceEquals(_storage.Of(o), o)))
            {
                var reader = lastRead.GetValueOrDefault(output, i);
                foreach (var life in Stored(output, i, Schedule.Crosses(i, reader))) yield return life;
                if (!_flow.Wants(output) || pricing.Of(output.Type) is not { } size) continue;
                yield return new($"gradient of {output.Name}", output.Type!.ToString()!, size, Schedule.Backward(reader), Schedule.Backward(i));
            }
        }

        IEnumerable<TensorLife> Stored(Value value, int birth, bool kept)
        {
            if (pricing.Of(value.Type) is not { } size) yield break;
            var type = value.Type!.ToString()!;
            var read = Math.Max(birth, lastRead.GetValueOrDefault(value, birth));
            var need = lastNeed.GetValueOrDefault(value, -1);
            if (kept || need < 0)
            {
                // What a later segment reads is read again when that segment is run again.
                var again = Schedule.Recomputes && kept ? Schedule.Again(read) : read;
                yield return new(value.Name, type, size, birth, Math.Max(again, need));
                yield break;
            }
            yield return new(value.Name, type, size, birth, read);
            yield return new(value.Name, type, size, Schedule.Again(birth), Math.Max(Schedule.Again(read), need));
        }
    }

    /// <summary>For each value that the backward pass needs, the last step at which it does.</summary>
    private Dictionary<Value, int> LastNeeds()
    {
        var needs = new Dictionary<Value, int>(ReferenceEqualityComparer.Instance);
        for (var i = 0; i < _graph.Nodes.Count; i++)
        {
            var node = _graph.Nodes[i];
            if (!_flow.HasBackward(node) || OperatorTable.Find(node) is not { } row) continue;
            if (row.Traits.HasFlag(Traits.SavesInputs)) foreach (var input in node.Inputs.OfType<Value>().Where(v => !v.IsConstant)) Need(input, i);
            if (row.Traits.HasFlag(Traits.SavesOutputs)) foreach (var output in node.Outputs.OfType<Value>()) Need(output, i);
        }
        return needs;

        void Need(Value value, int node)
        {
            var root = _storage.Of(value);
            needs[root] = Math.Max(needs.GetValueOrDefault(root, -1), Schedule.Backward(node));
        }
    }
}
