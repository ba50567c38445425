using Ridgeline.Diagnostics;
using Ridgeline.Machines;
using Ridgeline.Prediction;

namespace Ridgeline.Cli;

/// <summary>A network made ready for prediction, and the files that it holds open.</summary>
internal sealed class LoadedWorkload : IDisposable
{
    private readonly ReadyNetwork _network;
    private readonly ReadyNetwork? _single;

    private LoadedWorkload(ReadyNetwork network, ReadyNetwork? single)
        => (_network, _single, Workload) = (network, single, network.Workload(single?.Workload(null)));

    /// <summary>The network as it is predicted and simulated.</summary>
    public Workload Workload { get; }

    /// <summary>Loads a network with the sizes asked for, and with a batch of 1 beside.</summary>
    public static LoadedWorkload Of(string network, Dictionary<string, long> named, long? batch, DiagnosticBag diagnostics)
    {
        var ready = ReadyNetwork.Of(network, bag => NetworkSource.Load(network, bag), named, batch, diagnostics);
        // A network that cannot be given another batch is predicted as it is.
        return new(ready, ready.Batch > 1 ? ready.WithBatch(1) : null);
    }

    public NetworkPrediction Predict(Machine machine, PredictionOptions options) => Predictor.Predict(Workload, machine, options);

    public void Dispose()
    {
        _single?.Dispose();
        _network.Dispose();
    }
}
