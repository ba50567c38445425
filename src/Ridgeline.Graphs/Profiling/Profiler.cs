using Ridgeline.Graphs.Passes;
using Ridgeline.Quantities;

namespace Ridgeline.Graphs.Profiling;

/// <summary>Profiles a model whose shapes have been inferred: work, bytes, memory, layer by layer.</summary>
public static class Profiler
{
    /// <summary>Profiles a network.</summary>
    /// <param name="network">What the user called it.</param>
    /// <param name="model">The model, cleaned up and inferred.</param>
    /// <param name="inference">What inference knows of contents.</param>
    /// <param name="options">How to profile.</param>
    public static NetworkProfile Profile(string network, Model model, InferenceResult inference, ProfileOptions options)
    {
        var pricing = new Pricing(options.Precision);
        var walk = new LayerWalk(model, inference);
        var layers = new LayerProfiler(model, inference, options, pricing).Profile(walk.Visits);
        var parameters = walk.Visits.SelectMany(v => WeightRoles.Parameters(v.Node)).Distinct(ReferenceEqualityComparer.Instance).Cast<Value>().ToList();
        var constants = walk.Visits.SelectMany(v => v.Node.Inputs).OfType<Value>().Where(v => v.IsConstant)
            .Distinct(ReferenceEqualityComparer.Instance).Cast<Value>();
        var weightBytes = constants.Aggregate(Bytes.Zero, (sum, c) => sum + pricing.Of(c));
        var profile = new NetworkProfile
        {
            Network = network,
            Options = options,
            Inputs = [.. model.Graph.RequiredInputs.Select(i => i.ToString())],
            Outputs = [.. model.Graph.Outputs.Select(o => o.ToString())],
            Layers = layers,
            Edges = walk.Edges(),
            Parameters = parameters.Sum(WeightRoles.Count),
            WeightBytes = weightBytes,
            Memory = MemoryPlanner.Inference(model.Graph, weightBytes, pricing),
            Notes = [.. walk.Notes, .. Uncounted(layers)],
        };
        return options.Training is { } optimizer
            ? profile with { Training = new TrainingProfiler(model, inference, pricing, optimizer, options.Recompute, profile).Profile(parameters) }
            : profile;
    }

    private static IEnumerable<string> Uncounted(IReadOnlyList<LayerProfile> layers)
    {
        foreach (var group in layers.Where(l => l.Work is null).GroupBy(l => l.Op))
        {
            var names = string.Join(", ", group.Take(3).Select(l => l.Name));
            yield return $"{group.Count()} x {group.Key} not counted, because a shape is not known or the operator is not in the table: {names}{(group.Count() > 3 ? ", ..." : "")}";
        }
    }
}
