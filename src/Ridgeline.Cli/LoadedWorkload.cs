using Ridgeline.Cli.Commands;
using Ridgeline.Diagnostics;
using Ridgeline.Graphs;
using Ridgeline.Graphs.Passes;
using Ridgeline.Machines;
using Ridgeline.Prediction;

namespace Ridgeline.Cli;

/// <summary>A network made ready for prediction, and the files that it holds open.</summary>
internal sealed class LoadedWorkload : IDisposable
{
    private readonly Model _model;
    private readonly Model? _single;

    private LoadedWorkload(Model model, Model? single, Workload workload) => (_model, _single, Workload) = (model, single, workload);

    /// <summary>The network.</summary>
    public Workload Workload { get; }

    /// <summary>Loads a network with the sizes asked for, and with a batch of 1 beside.</summary>
    public static LoadedWorkload Of(string network, Dictionary<string, long> named, long? batch, DiagnosticBag diagnostics)
    {
        var model = NetworkSource.Load(network, diagnostics);
        var inference = Ready(model, new(network, named, batch), diagnostics);
        var size = Leading(model);
        var single = size > 1 ? TrySingle(network, named) : null;
        return new(model, single?.Model, new(network, model, inference, size) { Single = single is { } one ? new(network, one.Model, one.Inference, 1)
            : null });
    }

    public NetworkPrediction Predict(Machine machine, PredictionOptions options) => Predictor.Predict(Workload, machine, options);

    public void Dispose()
    {
        _single?.Dispose();
        _model.Dispose();
    }

    private static InferenceResult Ready(Model model, AskedSizes sizes, DiagnosticBag diagnostics)
    {
        sizes.Bind(model, diagnostics);
        PassPipeline.CleanUp().Run(model, diagnostics);
        return sizes.Infer(model, diagnostics);
    }

    // The batch is the first dimension of the first input.
    private static long Leading(Model model) => model.Graph.RequiredInputs.Select(i => i.Tensor?.Shape).OfType<Shape>()
        .Where(s => s is { HasRank: true, Rank: > 0 }).Select(s => s[0].ValueOrNull ?? 1).FirstOrDefault(1);

    // A network that cannot be given another batch is predicted as it is.
    private static (Model Model, InferenceResult Inference)? TrySingle(string network, Dictionary<string, long> named)
    {
        var diagnostics = new DiagnosticBag();
        try
        {
            var model = NetworkSource.Load(network, diagnostics);
            var inference = Ready(model, new(network, named, 1), diagnostics);
            if (!diagnostics.HasErrors && Leading(model) == 1) return (model, inference);
            model.Dispose();
            return null;
        }
        catch (DiagnosticException)
        {
            return null;
        }
    }
}
