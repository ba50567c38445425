using Ridgeline.Graphs;
using Ridgeline.Graphs.Passes;
using Ridgeline.Graphs.Profiling;

namespace Ridgeline.Prediction;

/// <summary>A network to predict, profiled once for each precision that is asked for.</summary>
/// <param name="network">What the user called it.</param>
/// <param name="model">The model, cleaned up and inferred.</param>
/// <param name="inference">What inference knows of contents.</param>
/// <param name="batch">Examples run at once.</param>
public sealed class Workload(string network, Model model, InferenceResult inference, long batch)
{
    private readonly Dictionary<ProfileOptions, NetworkProfile> _profiles = [];

    /// <summary>What the user called it.</summary>
    public string Network { get; } = network;

    /// <summary>Examples run at once.</summary>
    public long Batch { get; } = batch;

    /// <summary>The same network with a batch of 1, if it can be had: a batch that is better run one example at a time is predicted so.</summary>
    public Workload? Single { get; init; }

    /// <summary>The profile at a precision.</summary>
    public NetworkProfile Profile(ProfileOptions options)
        => _profiles.TryGetValue(options, out var known) ? known : _profiles[options] = Profiler.Profile(Network, model, inference, options);
}
