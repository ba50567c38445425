using Ridgeline.Diagnostics;
using Ridgeline.Graphs.Passes;
using Ridgeline.Machines;
using Ridgeline.Quantities;
using Ridgeline.Runtime.Host;

namespace Ridgeline.Prediction.Tests;

/// <summary>Fits to the steps of networks, and predictions by the plan of a runtime.</summary>
public sealed class StepCalibratorTests(ITestOutputHelper output)
{
    private static readonly string[] s_judged = ["resnet50", "mobilenet-v2", "bert-base?seq=128"];

    [Fact]
    public void A_fit_finds_a_machine_again_from_the_times_that_it_made()
    {
        var bare = MachineCatalog.Open("xeon8280", new())! with { Efficiency = [] };
        var made = bare with
        {
            Efficiency =
            [
                Calibration("product", 0.6, 2e-6, ("cache", 0.5), ("fill", 20)), Calibration("convolution", 0.8, 3e-6, ("stall", 0.5)),
                Calibration("depthwise", 0.3, 1e-6, ("cache", 0.4)), Calibration("elementwise", 0.4, 1e-6, ("cache", 0.7)),
            ],
        };
        var fits = new StepCalibrator(bare, [Timed("mobilenet-v2", made), Timed("squeezenet1.1", made), Timed("resnet18", made)]).Fit("made");
        foreach (var fit in fits) output.WriteLine($"{fit.Family} {fit.Points}: {fit.Compute} {fit.Overhead} {string.Join(", ", fit.Parameters)} -> {fit.Residual}");
        Assert.All(fits.Where(f => f.Family is "product" or "convolution" or "depthwise"), f => Assert.InRange(f.Residual!.Value, 0, 0.1));
        var (network, all) = (Loaded.Zoo("resnet34"), bare with { Efficiency = fits });
        Assert.InRange((Predictor.Predict(network, all, new()).Latency / Predictor.Predict(network, made, new()).Latency).Value, 0.85, 1.15);
    }

    [Fact]
    public void What_a_plan_draws_together_moves_nothing_between_and_starts_once()
    {
        var (network, machine) = (Loaded.Zoo("resnet18"), MachineCatalog.Open("xeon8280", new())!);
        var layers = network.Profile(new()).Layers;
        var apart = Predictor.Predict(network, machine, new() { Steps = [.. layers.Select(l => new RunStep(l.Name, [l.Name], default))] });
        var at = layers.ToList().FindIndex(l => l.Op == "Conv");
        string[] together = [.. layers.Skip(at).Take(3).Select(l => l.Name)];
        var fused = Predictor.Predict(network, machine, new()
        {
            Steps = [.. layers.Where(l => !together.Skip(1).Contains(l.Name)).Select(l => new RunStep(l.Name, l.Name == together[0] ? together : [l.Name], default))],
        });
        Assert.Equal(apart.Layers.Count, fused.Layers.Count);
        Assert.True(Moved(fused) < Moved(apart));
        Assert.True(fused.Latency < apart.Latency);
        Assert.All(fused.Layers.Where(l => together.Skip(1).Contains(l.Span.Name)), l => Assert.Equal((together[0], Seconds.Zero), (l.FusedInto, l.Span.Duration)));
    }

    [Fact]
    public void A_step_without_layers_moves_what_it_says()
    {
        var (network, machine) = (Loaded.Zoo("squeezenet1.1"), MachineCatalog.Open("xeon8280", new())!);
        List<RunStep> steps = [.. network.Profile(new()).Layers.Select(l => new RunStep(l.Name, [l.Name], default))];
        var plain = Predictor.Predict(network, machine, new() { Steps = steps });
        var laid = Predictor.Predict(network, machine, new() { Steps = [new("input layout", [], new(8_000_000)), .. steps] });
        var layout = Assert.Single(laid.Layers, l => l.Span.Name == "input layout");
        Assert.Equal(8_000_000, layout.Span.Traffic.Max(t => t.Moved.Value));
        Assert.Equal(plain.Latency.Value + layout.Span.Duration.Value, laid.Latency.Value, 1e-12);
    }

    [Fact]
    public void No_probe_does_what_a_layer_does_of_the_networks_that_predictions_are_judged_by()
    {
        var judged = s_judged.SelectMany(n => Works(Loaded.Zoo(n))).ToHashSet();
        var probes = OperatorProbes.All();
        var drawn = probes.SelectMany(p => Works(Workload(p))).ToList();
        output.WriteLine($"{probes.Count} probes, {drawn.Count} layers with work; {judged.Count} works of {string.Join(", ", s_judged)}");
        Assert.True(probes.Count > 100);
        Assert.Empty(drawn.Where(judged.Contains));
        Assert.Equal(probes.Select(p => p.Name), OperatorProbes.All().Select(p => p.Name));
    }

    // Layers with products; a depthwise layer's count is its channels.
    private static IEnumerable<string> Works(Workload workload)
        => workload.Profile(new()).Layers.Where(l => l.Flow.Products.Count > 0).Select(l => string.Join("; ", l.Flow.Products));

    private static Workload Workload(OperatorProbe probe)
    {
        var (model, diagnostics) = (probe.Build(), new DiagnosticBag());
        PassPipeline.CleanUp().Run(model, diagnostics);
        var inference = new ShapeInference().Infer(model, diagnostics);
        Assert.False(diagnostics.HasErrors, probe.Name);
        return new(probe.Name, model, inference, 1);
    }

    private static MeasuredSteps Timed(string name, Machine machine)
    {
        var network = Loaded.Zoo(name);
        RunStep[] steps = [.. network.Profile(new()).Layers.Select(l => new RunStep(l.Name, [l.Name], default))];
        var times = Predictor.Predict(network, machine, new() { Steps = steps }).Layers.ToDictionary(l => l.Span.Name, l => l.Span.Duration);
        return new(network, steps, [.. steps.Select(s => times[s.Name])]);
    }

    private static double Moved(NetworkPrediction prediction) => prediction.Layers.Sum(l => l.Span.Traffic.Sum(t => (double)t.Moved.Value));

    private static Calibration Calibration(string kind, double compute, double overhead, params (string Name, double Value)[] parameters)
        => new() { Family = kind, Compute = compute, Memory = 0.7, Overhead = new(overhead), Parameters = parameters.ToDictionary(p => p.Name, p => p.Value) };
}
