using Ridgeline.Machines;
using Ridgeline.Prediction;
using Ridgeline.Review.Rules;
using Ridgeline.Review.Workloads;

namespace Ridgeline.Review.Uses;

/// <summary>What is measured of a machine for a use: read from its file, or predicted on the basic modules.</summary>
public sealed class Measures
{
    // A module that comes within a tenth of its roofline is one that the machine can be used for.
    private const double Usable = 0.1;
    private static readonly Dictionary<string, (string Unit, Func<Measures, double?> Value)> s_all = new()
    {
        ["link_bandwidth"] = ("B/s", m => m.Between.Count == 0 ? 0 : m.Between.Sum(l => l.Bandwidth.Value * l.Count)),
        ["link_latency"] = ("s", m => m.Between.Select(l => l.Latency?.Value).OfType<double>().Select(x => (double?)x).Min()),
        ["fp32_rate"] = ("FLOP/s", m => m._machine.Peak(NumberFormat.Fp32)?.Value ?? 0),
        ["training_sums"] = ("bit", m => m._machine.Units.SelectMany(u => u.Rates).Select(r => r.Precision)
            .Where(p => !p.Element.IsInteger() && p.Element.Bits() >= 16)
            .Select(p => (double?)p.Accumulate.Bits()).Max() ?? 0),
        ["memory"] = ("B", m => m._machine.MainMemory.TotalSize?.Value),
        ["power"] = ("W", m => m._machine.Tdp?.Value),
        ["price"] = ("USD", m => m._machine.PriceUsd),
        ["throughput"] = ("FLOP/s", m => m.Products(p => Flops(p) / p.Latency.Value)),
        ["efficiency"] = ("FLOP/J", m => m.Products(p => Flops(p) / p.Energy.Value)),
        ["small_batch"] = ("1", m => Figure.GeometricMean(m.Modules.Select(x => x.One.Latency.Value > 0 ? Math.Min(1,
            x.Many.Latency.Value / x.Many.Batch / x.One.Latency.Value) : 1))),
        ["latency"] = ("s", m => m._probe.Latency.Value),
        ["flexibility"] = ("1", m => m.Modules.Average(x => x.Near >= Usable ? 1.0 : 0)),
        ["sparse_inputs"] = ("1/s", m => m.Modules.Where(x => x.Name == "sparse_linear").Select(x => x.Many.Batch / x.Many.Latency.Value).Single()),
    };

    private readonly Machine _machine;
    private readonly NetworkPrediction _probe;

    internal Measures(Machine machine, NetworkShelf shelf)
    {
        _machine = machine;
        var context = new ReviewContext(machine, [], [], shelf);
        Modules = [.. BasicModules.Of(shelf).Select(n => (n.Name, One: context.Predict(n, 1)!, Many: context.Predict(n, BasicModules.Large)!))
            .Select(x => (x.Name, x.One, x.Many, Attainment.Of(x.Many).NearRoofline))];
        _probe = context.Predict(shelf.Zoo("zoo:resnet50", 1), 1)!;
    }

    /// <summary>The basic modules: alone, at a large batch, and how near that comes to its roofline.</summary>
    public IReadOnlyList<(string Name, NetworkPrediction One, NetworkPrediction Many, double Near)> Modules { get; }

    // Links to other machines: those to a host carry no gradients.
    private List<Link> Between => [.. _machine.Links.Where(l => l.Kind is not LinkKind.Pcie)];

    /// <summary>The names of all measures.</summary>
    public static IReadOnlyCollection<string> Names => s_all.Keys;

    /// <summary>The unit of a measure.</summary>
    public static string UnitOf(string measure) => s_all[measure].Unit;

    /// <summary>A measure; null if it is not known.</summary>
    public double? Of(string measure) => s_all[measure].Value(this);

    private double Products(Func<NetworkPrediction, double> value)
        => Figure.GeometricMean(Modules.Where(m => m.Many.Layers.Any(l => l.Family == OperatorFamily.Matmul)).Select(m => value(m.Many)));

    private static double Flops(NetworkPrediction prediction) => prediction.Layers.Sum(l => (double)l.Span.Flops.Value);
}
