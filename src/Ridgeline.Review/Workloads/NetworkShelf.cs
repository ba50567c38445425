using System.Globalization;
using Ridgeline.Diagnostics;
using Ridgeline.Graphs;
using Ridgeline.Graphs.Passes;
using Ridgeline.Prediction;
using Ridgeline.Zoo;

namespace Ridgeline.Review.Workloads;

/// <summary>Networks that were built once and serve all machines of a run.</summary>
public sealed class NetworkShelf
{
    private readonly Dictionary<(string, long), Workload?> _built = [];

    /// <summary>A network of the zoo.</summary>
    /// <param name="reference">Its name with parameters and without a batch: <c>zoo:lstm?size=large</c>.</param>
    /// <param name="batch">The batch that belongs to its use.</param>
    public ReviewNetwork Zoo(string reference, long batch) => Of(reference, batch,
        at => Ready(reference, NetworkZoo.Build(string.Create(CultureInfo.InvariantCulture,
            $"{reference}{(reference.Contains('?') ? '&' : '?')}batch={at}")), at));

    /// <summary>Any network, built at most once a batch.</summary>
    public ReviewNetwork Of(string name, long batch, Func<long, Workload?> build) => new(name, batch,
        at => _built.TryGetValue((name, at), out var known) ? known : _built[(name, at)] = build(at));

    /// <summary>A model cleaned up and inferred.</summary>
    internal static Workload Ready(string name, Model model, long batch)
    {
        var diagnostics = new DiagnosticBag();
        PassPipeline.CleanUp().Run(model, diagnostics);
        var inference = new ShapeInference().Infer(model, diagnostics);
        diagnostics.ThrowIfErrors();
        return new(name, model, inference, batch);
    }
}
