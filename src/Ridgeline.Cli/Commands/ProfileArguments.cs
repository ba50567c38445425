using System.CommandLine;
using Ridgeline.Cli.Options;
using Ridgeline.Diagnostics;
using Ridgeline.Graphs;
using Ridgeline.Graphs.Profiling;
using Ridgeline.Quantities;

namespace Ridgeline.Cli.Commands;

/// <summary>The options that say what to profile and how, shared by the commands that profile.</summary>
internal sealed class ProfileArguments
{
    private readonly Choice<CountingConvention> _count = new("--count", "What the column ops counts", CountingConvention.Flops);
    private readonly Option<ElementType?> _precision = Valued.Option<ElementType>(
        "--precision", "TYPE", "Price floating-point tensors at fp32, fp16, bf16, fp8, int8, int4, ...", Valued.Precision);
    private readonly Option<long?> _batch = Valued.Option<long>("--batch", "N", "The number of examples run at once", Valued.Whole, "-b");
    private readonly Option<Dictionary<string, long>> _set = Valued.Numbers("--set", "Give a symbolic dimension a number, such as seq=128; may be repeated");
    private readonly Option<bool> _training = new("--training") { Description = "Profile a training step too: forward, backward, update" };
    private readonly Choice<Optimizer> _optimizer = new("--optimizer", "What updates the parameters in training", Optimizer.Momentum);
    private readonly Option<bool> _recompute = new("--recompute") { Description = "In training, keep activations at sqrt(n) cuts and compute the rest again" };
    private readonly Option<Bytes?> _memory = Valued.Option<Bytes>(
        "--memory", "SIZE", "The memory of a device to hold against what the network needs, such as 3GB", Valued.Size);

    public void AddTo(Command command)
    {
        foreach (Option option in new Option[] { _count, _precision, _batch, _set, _training, _optimizer, _recompute, _memory }) command.Add(option);
    }

    /// <summary>Whether a training step is profiled: asked for, or implied by an option that means nothing without.</summary>
    public bool Trains(ParseResult parsed) =>
        parsed.GetValue(_training) || parsed.GetValue(_recompute) || parsed.GetResult(_optimizer) is { Implicit: false };

    /// <summary>The sizes given by name.</summary>
    public Dictionary<string, long> Sizes(ParseResult parsed) => parsed.GetValue(_set) ?? [];

    /// <summary>The batch; null if none is given.</summary>
    public long? Batch(ParseResult parsed) => parsed.GetValue(_batch);

    /// <summary>Loads a network, cleans it up, gives its dimensions numbers and infers it.</summary>
    public ReadyNetwork Load(string network, Func<DiagnosticBag, Model> load, ParseResult parsed, DiagnosticBag diagnostics)
        => ReadyNetwork.Of(network, load, parsed.GetValue(_set) ?? [], parsed.GetValue(_batch), diagnostics);

    /// <summary>Profiles a network that is ready.</summary>
    public NetworkProfile Profile(ReadyNetwork network, ParseResult parsed)
    {
        var profile = Profiler.Profile(network.Name, network.Model, network.Inference, new()
        {
            Memory = parsed.GetValue(_memory), Counting = _count.Of(parsed) ?? CountingConvention.Flops, Precision = parsed.GetValue(_precision),
            Recompute = parsed.GetValue(_recompute), Training = Trains(parsed) ? _optimizer.Of(parsed) : null,
        });
        return profile with { Notes = [.. network.Sizes.Notes(network.Model, profile), .. profile.Notes] };
    }
}
