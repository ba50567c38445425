namespace Ridgeline.Trends;

/// <summary>All numbers that the answers assume, by name. Immutable.</summary>
public sealed class Assumptions
{
    private static readonly Assumption[] s_usual =
    [
        new("year", 2030, "", "the year that projections reach"),
        new("utilisation", 0.4, "", "share of a chip's peak that training uses; large runs report 0.3 to 0.5"),
        new("chip-flop-per-s", 989e12, "FLOP/s", "peak of the chip that trains and serves: H100 SXM, bf16 dense"),
        new("chip-bytes-per-s", 3.35e12, "B/s", "its memory bandwidth: H100 SXM"),
        new("chip-usd-per-hour", 2.5, "USD/h", "what an hour of it costs to rent"),
        new("tokens-per-parameter", 20, "", "tokens trained on for each parameter; 20 is about optimal for compute (Hoffmann et al. 2022)"),
        new("bytes-per-parameter", 2, "B", "how a weight is stored when served: bf16"),
        new("parameters", 70e9, "", "the model whose cost is reckoned"),
        new("neurons", 16e9, "", "neurons of the human cortex (Azevedo et al. 2009)"),
        new("spikes-per-second", 0.16, "1/s", "mean rate of a cortical neuron, bounded by its energy (Lennie 2003)"),
        new("connections", 700, "", "other neurons that one neuron reaches; the talk gives 700 or 70"),
        new("synapses-per-neuron", 7000, "", "synapses of a neuron, several to the same other neuron"),
        new("synapses", 300e12, "", "synapses of the cortex as the talk states them"),
        new("bytes-per-synapse", 4, "B", "storage of a synapse"),
        new("image-flop", 20e9, "FLOP", "a network's work for one image of 224 x 224"),
        new("image-pixels", 50176, "", "224 x 224"),
        new("retina-pixels", 100e6, "", "receptors of a retina, as the talk states them"),
        new("recognition-time", 0.013, "s", "the shortest view in which people recognise an image (Potter et al. 2014)"),
        new("phone-flop-per-s", 5e12, "OP/s", "a phone of 2018 (Apple A12's neural engine)"),
        new("pod-flop-per-s", 100e15, "FLOP/s", "a TPU v3 pod of 1024 chips"),
        new("pod-bytes", 32.8e12, "B", "its memory: 1024 x 32 GB"),
        new("device-bytes", 32e9, "B", "memory of one accelerator of 2018"),
    ];

    private readonly Dictionary<string, Assumption> _all;

    private Assumptions(IEnumerable<Assumption> all) => _all = all.ToDictionary(a => a.Name, StringComparer.Ordinal);

    /// <summary>What is assumed if nothing else is said.</summary>
    public static Assumptions Usual { get; } = new(s_usual);

    /// <summary>The names that can be assumed otherwise.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. s_usual.Select(a => a.Name)];

    /// <summary>The value of an assumption.</summary>
    public double this[string name] => _all[name].Value;

    /// <summary>The assumptions of some names, to print them beside what they led to.</summary>
    public IReadOnlyList<Assumption> Of(params string[] names) => [.. names.Select(n => _all[n])];

    /// <summary>The same with one changed.</summary>
    /// <exception cref="ArgumentException">There is no such name, or the value is not a positive number.</exception>
    public Assumptions With(string name, double value)
    {
        if (!_all.TryGetValue(name, out var old)) throw new ArgumentException($"nothing is assumed of '{name}'", nameof(name));
        if (!double.IsFinite(value) || value <= 0) throw new ArgumentException($"'{name}' must be a positive number", nameof(value));
        return new(_all.Values.Select(a => a == old ? a with { Value = value, Meaning = $"{a.Meaning}; yours" } : a));
    }
}
