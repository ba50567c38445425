using Ridgeline.Graphs.Operators;
using Ridgeline.Quantities;

namespace Ridgeline.Graphs.Profiling;

/// <summary>Profiles a training step over a network's inference graph: work of forward, backward and update, and memory.</summary>
internal sealed class TrainingProfiler(Graph graph, WorkCount work, Pricing pricing, Optimizer optimizer, bool recompute)
{
    private readonly StorageMap _storage = new(graph);
    private readonly GradientFlow _flow = new(graph);

    /// <summary>What the profile leaves out, or null.</summary>
    public string? Note => graph.Nodes.Exists(n => n.Subgraphs.Any() && _flow.HasBackward(n))
        ? "the training step leaves out the backward steps inside loops and branches, and what they keep" : null;

    public TrainingProfile Profile(NetworkProfile forward, IReadOnlyList<Value> parameters)
    {
        var weights = Sum(parameters.Select(p => pricing.Of(p)));
        var state = weights * StateNumbers(optimizer);
        var all = Sum(Owned(_ => true));
        var schedule = new TrainingSchedule(graph.Nodes.ConvertAll(n => n.Label), recompute);
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
            Inputs = Sum(graph.RequiredInputs.Select(i => pricing.Of(i.Type))),
            Activations = all,
            ActivationsInPlace = all - Sum(Owned(IsInPlace)),
            Saved = Sum(Saved(inPlace: false)),
            Masks = Sum(Saved(inPlace: true)),
            Memory = Liveness.Sweep(
                forward.WeightBytes + weights + state,
                schedule.Steps,
                new TrainingMemory(graph, _storage, _flow, schedule).Lives(pricing, work),
                forward.Memory.Unsized),
        };
    }

    private static long StateNumbers(Optimizer optimizer) => optimizer switch { Optimizer.Sgd => 0, Optimizer.Momentum => 1, _ => 2 };

    // Sgd: w -= lr g (2). Momentum: v = mu v + g (2), w -= lr v (2). Adam: m (3), v (4), two bias corrections (2), root, epsilon, quotient, step (5).
    private static int UpdateFlops(Optimizer optimizer) => optimizer switch { Optimizer.Sgd => 2, Optimizer.Momentum => 4, _ => 14 };

    private static Bytes Sum(IEnumerable<Bytes?> sizes) => sizes.Aggregate(Bytes.Zero, (sum, size) => sum + (size ?? Bytes.Zero));

    private static bool IsInPlace(Node node) => OperatorTable.Find(node) is { } row && row.Traits.HasFlag(Traits.InPlace);

    private IEnumerable<Bytes?> Saved(bool inPlace) =>
        graph.Nodes.Where(n => _flow.HasBackward(n) && IsInPlace(n) == inPlace).Select(n => (Bytes?)work.Saved(n));

    // The sizes of outputs that have memory of their own, of some nodes.
    private IEnumerable<Bytes?> Owned(Func<Node, bool> isMeant) => graph.Nodes.Where(isMeant)
        .SelectMany(n => n.Outputs.OfType<Value>()).Where(o => ReferenceEquals(_storage.Of(o), o)).Select(o => pricing.Of(o.Type));

    // Operations that are no products are done about once more to find their gradients.
    private Work Backward()
    {
        var sum = default(Work);
        foreach (var node in graph.Nodes.Where(_flow.HasBackward))
        {
            if (work.Of(node) is { } forward) sum += forward with { Macs = forward.Macs * _flow.Products(node), Read = null, Written = null };
        }
        return sum;
    }
}
