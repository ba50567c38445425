using Ridgeline.Graphs;
using Ridgeline.Graphs.Profiling;
using Ridgeline.Machines;
using Ridgeline.Prediction;
using Ridgeline.Timelines;

namespace Ridgeline.Review.Rules;

/// <summary>What a compiler would find no unit for: layers of the zoo by kind of work and format; and how much of the time goes into starting work.</summary>
internal sealed class Software : IReviewRule
{
    private const int FloatBits = 16;
    // A power of ten below one an output: functions of each element take one and more, roots of a variance one a row.
    private const double LeastSpecial = 0.1;

    private static readonly string[] s_probes = ["zoo:resnet50", "zoo:mobilenet-v2", "zoo:bert-base", "zoo:lstm", "zoo:gcn", "zoo:dlrm", "zoo:unet",
        "zoo:vit-b16"];

    public string Name => "software";

    public IEnumerable<Finding> Check(ReviewContext context)
    {
        if (Homeless(context) is { } homeless) yield return homeless;
        if (Starts(context) is { } starts) yield return starts;
        if (context.Machine.Links.Count == 0 && !context.Machine.Units.Any(HasInstructions))
        {
            yield return new(Name, Severity.Medium, "no unit runs a program of its own, and no link brings one", [new("links", 0, "")], "links",
                "say in 'links:' how programs and data get there");
        }
    }

    private Finding? Homeless(ReviewContext context)
    {
        var machine = context.Machine;
        int layers = 0, without = 0, networks = 0;
        var worst = (Name: "", Count: 0, Of: 0, Op: "");
        foreach (var name in s_probes)
        {
            var all = context.Profile(context.Shelf.Zoo(name, 1), 1).Layers.Where(l => !l.IsView).ToList();
            var none = all.Where(l => !CanRun(machine, context.Format, l)).ToList();
            (layers, without, networks) = (layers + all.Count, without + none.Count, networks + (none.Count > 0 ? 1 : 0));
            if (none.Count > worst.Count) worst = (name, none.Count, all.Count, none.GroupBy(l => l.Op).MaxBy(g => g.Count())!.Key);
        }
        if (without == 0) return null;
        return new(Name, Loss.Of(networks, s_probes.Length),
            $"{without} of {layers} layers in {networks} of {s_probes.Length} networks find no unit that can execute them; most in {worst.Name}: "
                + $"{worst.Count} of {worst.Of}, such as {worst.Op}",
            [
                new("layers_without_unit", without, ""), new("layers", layers, ""), new("networks_not_whole", networks, ""), new("networks", s_probes.Length,
                    ""),
            ],
            "units", "add lanes that divide and take exponentials in a float format, or say which host runs those layers");
    }

    /// <summary>Whether some unit can do the work of a layer in some format that holds its numbers.</summary>
    internal static bool CanRun(Machine machine, NumberFormat floats, LayerProfile layer)
    {
        if (layer.Work is not { } work || work.Flops.Value == 0) return true;
        // A narrow machine runs a float network after quantisation: what has products only needs a unit at all.
        var stored = UsableFormats.Of(layer.Flow.Element);
        var formats = UsableFormats.Of(stored.IsInteger() ? stored : floats);
        if (layer.Flow.Products.Count > 0 && !machine.Units.Any(u => u.Rates.Any(r => formats.Contains(r.Precision.Element)))) return false;
        // The square root of a variance is taken once, when weights are prepared, or once a row; a division by a constant is a product.
        if ((double)work.Transcendentals.Value < LeastSpecial * Outputs(layer)) return true;
        return machine.Units.Any(u => u.SpecialPerCycle > 0 || (HasInstructions(u) && u.Rates.Any(r => !r.Precision.Element.IsInteger()
            && r.Precision.Element.Bits() >= FloatBits)));
    }

    private static double Outputs(LayerProfile layer)
        => Math.Max(1, layer.Flow.Writes.Sum(t => (double)t.Size.Value) / Math.Max(1, layer.Flow.Element.BitWidth() / 8));

    private static bool HasInstructions(ComputeUnit unit) => unit.Kind is UnitKind.Scalar or UnitKind.Simd;

    private Finding? Starts(ReviewContext context)
    {
        var shares = context.Predicted.Select(p => (p.Network, Share: p.Prediction.Layers.Where(l => l.Span.Bound.Kind == BoundKind.Launch)
            .Sum(l => l.Span.Duration.Value) / Math.Max(p.Prediction.Latency.Value, double.Epsilon))).ToList();
        var bad = shares.Where(s => s.Share > Loss.LargerPart).ToList();
        if (bad.Count <= Loss.LargerPart * shares.Count) return null;
        var worst = bad.MaxBy(s => s.Share);
        return new(Name, Severity.Medium,
            $"{bad.Count} of {shares.Count} networks spend more than {Figure.Percent(Loss.LargerPart)} of their time in layers that take longer to start "
                + $"than to run; {worst.Network.Name} {Figure.Percent(worst.Share)}",
            [new("networks_hit", bad.Count, ""), new("start_bound_share", worst.Share, "1"), new("launch_overhead", context.Machine.LaunchOverhead.Value, "s")],
            "launch_overhead", "queue work ahead, capture it as a graph, or compile a network into one call");
    }
}
