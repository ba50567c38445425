using Ridgeline.Cli.Commands;
using Ridgeline.Diagnostics;
using Ridgeline.Graphs;
using Ridgeline.Graphs.Passes;
using Ridgeline.Prediction;

namespace Ridgeline.Cli;

/// <summary>A network cleaned up, with numbers for its dimensions and all that inference knows: ready to be profiled and predicted.</summary>
internal sealed class ReadyNetwork : IDisposable
{
    private readonly Func<DiagnosticBag, Model> _load;
    private readonly Dictionary<string, long> _named;

    private ReadyNetwork(string name, Func<DiagnosticBag, Model> load, Dictionary<string, long> named, Model model, AskedSizes sizes, InferenceResult inference)
        => (Name, _load, _named, Model, Sizes, Inference) = (name, load, named, model, sizes, inference);

    /// <summary>What the user called it.</summary>
    public string Name { get; }

    /// <summary>The network.</summary>
    public Model Model { get; }

    /// <summary>The sizes asked for and assumed.</summary>
    public AskedSizes Sizes { get; }

    /// <summary>What inference knows of contents.</summary>
    public InferenceResult Inference { get; }

    /// <summary>Examples run at once: the first dimension of the first input.</summary>
    public long Batch => Model.Graph.RequiredInputs.Select(i => i.Tensor?.Shape).OfType<Shape>()
        .Where(s => s is { HasRank: true, Rank: > 0 }).Select(s => s[0].ValueOrNull ?? 1).FirstOrDefault(1);

    /// <summary>Loads a network and makes it ready.</summary>
    /// <exception cref="DiagnosticException">It cannot be found or read, or has no such sizes.</exception>
    public static ReadyNetwork Of(string name, Func<DiagnosticBag, Model> load, Dictionary<string, long> named, long? batch, DiagnosticBag diagnostics)
    {
        // A network of the zoo is built for its batch: the shapes within it are written for one.
        if (batch is { } wanted && NetworkSource.WithBatch(name, wanted) is { } built)
            (load, batch) = (bag => NetworkSource.Load(built, bag), null);
        var model = load(diagnostics);
        var sizes = new AskedSizes(name, named, batch);
        sizes.Bind(model, diagnostics);
        PassPipeline.CleanUp().Run(model, diagnostics);
        return new(name, load, named, model, sizes, sizes.Infer(model, diagnostics));
    }

    /// <summary>The same network with another batch; null if it cannot be given one.</summary>
    public ReadyNetwork? WithBatch(long batch)
    {
        var diagnostics = new DiagnosticBag();
        try
        {
            var other = Of(Name, _load, _named, batch, diagnostics);
            if (!diagnostics.HasErrors && other.Batch == batch) return other;
            other.Dispose();
            return null;
        }
        catch (DiagnosticException)
        {
            return null;
        }
    }

    /// <summary>The network as it is predicted.</summary>
    /// <param name="single">The same with a batch of 1, if it is to be held against that.</param>
    public Workload Workload(Workload? single) => new(Name, Model, Inference, Batch) { Single = single };

    public void Dispose() => Model.Dispose();
}
