using Ridgeline.Graphs.Operators;
using Ridgeline.Graphs.Passes;
using Ridgeline.Quantities;

namespace Ridgeline.Graphs.Profiling;

/// <summary>Profiles nodes one by one.</summary>
internal sealed class LayerProfiler(Model model, InferenceResult inference, ProfileOptions options, Pricing pricing)
{
    // A weight shared by many layers is read once.
    private readonly Dictionary<Value, SparsityProfile?> _measured = new(ReferenceEqualityComparer.Instance);

    public IReadOnlyList<LayerProfile> Profile(IReadOnlyList<LayerVisit> visits)
    {
        var blocks = LayerBlocks.Of([.. visits.Select(v => (v.Name, WeightRoles.Parameters(v.Node).Any()))]);
        return [.. visits.Select((visit, i) => Profile(visit) with { Block = blocks[i] })];
    }

    /// <summary>The work of one run of a node; null if a shape is not known or the operator is opaque.</summary>
    public static Work? TryWork(Node node, Model model, InferenceResult inference) =>
        OperatorTable.Find(node) is { } row && Try(row.Work, node, model, inference, out var work) ? work : null;

    private static bool Try<T>(Func<WorkContext, T> rule, Node node, Model model, InferenceResult inference, out T? result)
    {
        try
        {
            result = rule(new(node, model.OpsetOf(node.Domain), inference.ContentsOf));
            return true;
        }
        // A malformed node that a rule stumbles over, or a count beyond 128 bits, is a layer that cannot be counted.
        catch (Exception e) when (e is UnknownShapeException or IndexOutOfRangeException or ArgumentException or OverflowException
            or InvalidOperationException or NullReferenceException or DivideByZeroException or InferenceException)
        {
            result = default;
            return false;
        }
    }

    private LayerProfile Profile(LayerVisit visit)
    {
        var (node, repeats) = (visit.Node, visit.Repeats);
        var row = OperatorTable.Find(node);
        var isView = row?.Traits.HasFlag(Traits.View) ?? false;
        var once = TryWork(node, model, inference);
        var weights = node.Inputs.OfType<Value>().Where(v => v.IsConstant).ToList();
        var weightBytes = weights.Aggregate(Bytes.Zero, (sum, w) => sum + pricing.Of(w));
        var inputs = Sum(node.Inputs.OfType<Value>().Where(v => !v.IsConstant));
        var outputs = Sum(node.Outputs.OfType<Value>());
        return new()
        {
            Name = visit.Name,
            Op = node.QualifiedType,
            OutputShape = node.Outputs.OfType<Value>().FirstOrDefault() is { Type: { } type } ? (type is TensorType t ? t.Shape.ToString() : type.ToString()!) : "?",
            Work = once is { } work ? work * repeats : null,
            Ops = once is null ? null : Ops(row!, node, once.Value) is { } ops ? ops * repeats : null,
            Parameters = WeightRoles.Parameters(node).Sum(WeightRoles.Count),
            WeightBytes = isView ? Bytes.Zero : weightBytes,
            InputBytes = inputs,
            OutputBytes = outputs,
            Moved = Moved(row, node, once, weightBytes, inputs, outputs) is { } moved ? moved * repeats : null,
            Sparsity = options.Sparsity ? Measure(node) : null,
            IsView = isView,
            Repeats = repeats,
        };
    }

    private FlopCount? Ops(Operator row, Node node, Work work) => options.Counting switch
    {
        CountingConvention.Macs => new(work.Macs.Value),
        CountingConvention.Flops => work.Flops,
        _ => row.Pthflops is null ? FlopCount.Zero : Try(row.Pthflops, node, model, inference, out var count) ? new(count) : null,
    };

    private Bytes? Moved(Operator? row, Node node, Work? work, Bytes weights, Bytes? inputs, Bytes? outputs)
    {
        if (row is not null && (row.Traits & (Traits.View | Traits.ShapeOnly | Traits.Constant)) != Traits.None) return Bytes.Zero;
        if (inputs is null || outputs is null) return null;
        var element = node.Inputs.OfType<Value>().FirstOrDefault()?.Tensor?.Element ?? ElementType.Undefined;
        var read = work?.Read is { } own ? pricing.Reprice(own, element) : weights + inputs.Value;
        var written = work?.Written is { } partly ? pricing.Reprice(partly, element) : outputs.Value;
        return read + written;
    }

    private Bytes? Sum(IEnumerable<Value> values)
    {
        var sum = Bytes.Zero;
        foreach (var value in values.Distinct())
        {
            if (pricing.Of(value.Type) is not { } size) return null;
            sum += size;
        }
        return sum;
    }

    private SparsityProfile? Measure(Node node)
    {
        var profiles = new List<Tensor>();
        foreach (var weight in WeightRoles.Parameters(node))
        {
            // Vectors (biases, scales) say nothing of sparsity, and seeded weights are ours.
            if (weight.Constant is { Data: { IsPresent: true } and not SeededData, Dims.Length: > 1 } tensor) profiles.Add(tensor);
        }
        if (profiles.Count == 0) return null;
        var key = WeightRoles.Parameters(node).First(w => w.Constant is { Dims.Length: > 1 });
        if (!_measured.TryGetValue(key, out var known)) _measured[key] = known = SparsityCounter.Measure(profiles);
        return known;
    }
}
