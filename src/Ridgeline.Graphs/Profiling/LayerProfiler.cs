using Ridgeline.Graphs.Operators;
using Ridgeline.Quantities;

namespace Ridgeline.Graphs.Profiling;

/// <summary>Profiles nodes one by one.</summary>
internal sealed class LayerProfiler(WorkCount work, ProfileOptions options, Pricing pricing, SparsityMeter sparsity, LayerFlows flows)
{
    private const Traits NothingMoves = Traits.View | Traits.ShapeOnly | Traits.Constant;
    private long _mostMoved;

    public IReadOnlyList<LayerProfile> Profile(IReadOnlyList<LayerVisit> visits)
    {
        // Loops multiply what moves; all layers together must still have a sum.
        _mostMoved = long.MaxValue / Math.Max(1, visits.Count);
        var blocks = LayerBlocks.Of([.. visits.Select(v => (v.Name, WeightRoles.Parameters(v.Node).Any()))]);
        return [.. visits.Select((visit, i) => Profile(visit, blocks[i]))];
    }

    private LayerProfile Profile(LayerVisit visit, string block)
    {
        var (node, repeats) = (visit.Node, visit.Repeats);
        var row = OperatorTable.Find(node);
        var isView = row?.Traits.HasFlag(Traits.View) ?? false;
        var read = node.Inputs.OfType<Value>().Distinct().ToList();
        var weights = read.Where(v => v.IsConstant).Aggregate(Bytes.Zero, (sum, w) => sum + (pricing.Of(w) ?? Bytes.Zero));
        var (inputs, outputs) = (Sum(read.Where(v => !v.IsConstant)), Sum(node.Outputs.OfType<Value>()));
        var once = work.Of(node);
        var counted = WorkCount.Times(once, repeats);
        return new()
        {
            Name = visit.Name,
            Op = node.QualifiedType,
            Block = block,
            OutputShape = ShapeText(node),
            Work = counted,
            Ops = counted is null ? null : Ops(node, counted.Value, repeats),
            Parameters = WeightRoles.Parameters(node).Where(p => !pricing.IsTooLarge(p)).Sum(WeightRoles.Count),
            WeightBytes = isView ? Bytes.Zero : weights,
            InputBytes = inputs,
            OutputBytes = outputs,
            Moved = Moved(row, node, once, weights, inputs, outputs) * repeats is { } moved && moved <= _mostMoved ? new Bytes((long)moved) : null,
            Sparsity = options.Sparsity ? sparsity.Of(node) : null,
            IsView = isView,
            Flow = flows.Of(node, counted),
            Repeats = repeats,
        };
    }

    private static string ShapeText(Node node) => node.Outputs.OfType<Value>().FirstOrDefault()?.Type switch
    {
        TensorType tensor => tensor.Shape.ToString(),
        { } other => other.ToString()!,
        null => "?",
    };

    private FlopCount? Ops(Node node, Work counted, long repeats) => options.Counting switch
    {
        CountingConvention.Macs => new(counted.Macs.Value),
        CountingConvention.Flops => counted.Flops,
        _ => work.Pthflops(node, repeats),
    };

    private static Int128? Moved(Operator? row, Node node, Work? once, Bytes weights, Bytes? inputs, Bytes? outputs)
    {
        // A loop and a branch move what the nodes inside them move, and those are layers of their own.
        if (row is not null && ((row.Traits & NothingMoves) != Traits.None || node.Subgraphs.Any())) return 0;
        var read = once?.Read ?? (inputs is null ? null : weights + inputs.Value);
        var written = once?.Written ?? outputs;
        return (Int128?)read?.Value + written?.Value;
    }

    private Bytes? Sum(IEnumerable<Value> values)
    {
        var sum = Bytes.Zero;
        foreach (var value in values)
        {
            if (pricing.Of(value.Type) is not { } size) return null;
            sum += size;
        }
        return sum;
    }
}
