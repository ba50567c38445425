using Ridgeline.Graphs.Operators;
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
        var pricing = Pricing.For(model, options.Precision);
        var work = new WorkCount(model, inference, pricing);
        var walk = new LayerWalk(model, inference, work);
        var sparsity = new SparsityMeter();
        var gradients = options.Training is null ? null : new GradientFlow(model.Graph);
        var layers = new LayerProfiler(work, options, pricing, sparsity, new(model.Graph, work, pricing, gradients)).Profile(walk.Visits);
        var parameters = walk.Visits.SelectMany(v => WeightRoles.Parameters(v.Node)).Distinct().Where(p => !pricing.IsTooLarge(p)).ToList();
        var constants = walk.Visits.SelectMany(v => v.Node.Inputs).OfType<Value>().Where(v => v.IsConstant).Distinct();
        var weightBytes = constants.Aggregate(Bytes.Zero, (sum, c) => sum + (pricing.Of(c) ?? Bytes.Zero));
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
            Sparsity = sparsity.Total?.Share,
            Memory = MemoryPlanner.Inference(model.Graph, weightBytes, pricing),
            Notes = [.. walk.Notes, .. Uncounted(walk.Visits, layers), .. TooLarge(walk.Visits, pricing)],
        };
        if (options.Training is not { } optimizer) return profile;
        var training = new TrainingProfiler(model.Graph, work, pricing, optimizer, options.Recompute);
        return profile with
        {
            Training = training.Profile(profile, parameters),
            Notes = training.Note is { } note ? [.. profile.Notes, note] : profile.Notes,
        };
    }

    private static IEnumerable<string> Uncounted(IReadOnlyList<LayerVisit> visits, IReadOnlyList<LayerProfile> layers)
    {
        var uncounted = visits.Zip(layers).Where(pair => pair.Second.Work is null).ToLookup(pair => OperatorTable.Find(pair.First.Node) is null, pair => pair.Second);
        foreach (var group in uncounted[true].GroupBy(l => l.Op)) yield return $"{group.Count()} x {group.Key} not counted, an operator that is not known: {Some(group)}";
        if (uncounted[false].ToList() is not { Count: > 0 } shapeless) yield break;
        var operators = shapeless.GroupBy(l => l.Op).OrderByDescending(g => g.Count()).Select(g => $"{g.Count()} {g.Key}").ToList();
        yield return $"{shapeless.Count} of {layers.Count} layers not counted, because a shape is not known ({string.Join(", ", operators.Take(6))}"
            + $"{(operators.Count > 6 ? ", ..." : "")}): {Some(shapeless)}";
    }

    private static string Some(IEnumerable<LayerProfile> layers) => string.Join(", ", layers.Take(3).Select(l => l.Name)) + (layers.Skip(3).Any() ? ", ..." : "");

    private static IEnumerable<string> TooLarge(IReadOnlyList<LayerVisit> visits, Pricing pricing)
    {
        var values = visits.SelectMany(v => v.Node.Inputs.Concat(v.Node.Outputs)).OfType<Value>().Distinct().Where(pricing.IsTooLarge).ToList();
        if (values.Count > 0) yield return $"{values.Count} x a tensor too large for any machine, left out of all sums: {string.Join(", ", values.Take(3))}";
    }
}
