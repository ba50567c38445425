using Ridgeline.Accelerators.LoopNests.Networks;
using Ridgeline.Accelerators.LoopNests.Presets;
using Ridgeline.Accelerators.LoopNests.Search;
using Ridgeline.Diagnostics;
using Ridgeline.Graphs.Passes;
using Ridgeline.Graphs.Profiling;
using Ridgeline.Zoo;

namespace Ridgeline.Accelerators.Tests.LoopNests;

public sealed class NestNetworkTests
{
    private static readonly NestSearchOptions s_short = new() { Walks = 2, StepsOfWalk = 200 };

    [Fact]
    public void Activations_that_fit_stay_on_the_chip()
    {
        var network = Map("zoo:alexnet", "tpu-v1", null);
        var kept = network.Layers.Where(layer => layer.StaysOnChip.Count > 0).ToList();
        Assert.NotEmpty(kept);
        foreach (var layer in kept)
        {
            var traffic = layer.Nests[0].Nest.Result.Traffic;
            var (outermost, buffer) = (network.Architecture.Memories[^1], network.Architecture.Memories[^2]);
            // Nothing of it passes to the outermost memory, and the one on the chip holds all of it beside the tiles of the others.
            foreach (var tensor in layer.StaysOnChip)
            {
                Assert.DoesNotContain(traffic, t => t.Level == outermost.Name && t.Tensor == tensor);
                Assert.Equal(0, traffic.Single(t => t.Level == buffer.Name && t.Tensor == tensor).Fills);
            }
            Assert.True(traffic.Where(t => t.Level == buffer.Name).Sum(t => t.UtilisedCapacity) <= buffer.EffectiveSize);
        }
        // What comes from outside has to come in, and what goes out has to go.
        Assert.DoesNotContain("Inputs", network.Layers[0].StaysOnChip);
        Assert.DoesNotContain("Outputs", network.Layers[^1].StaysOnChip);
    }

    [Fact]
    public void A_training_step_goes_backward_in_reverse_order_with_twice_the_products()
    {
        var (forward, training) = (Map("zoo:alexnet", "gemmini", null), Map("zoo:alexnet", "gemmini", Optimizer.Momentum));
        var backward = training.Layers.Where(layer => layer.Name.EndsWith("(backward)", StringComparison.Ordinal)).ToList();
        Assert.Equal(forward.Layers.Select(layer => layer.Name + " (backward)").Reverse(), backward.Select(layer => layer.Name));
        foreach (var (before, after) in training.Layers.Zip(training.Layers.Skip(1))) Assert.Equal(before.Span.End, after.Span.Start);
        // The first layer needs no gradient of its input.
        var (first, all) = (Macs([forward.Layers[0]]), Macs(forward.Layers));
        Assert.Equal(2 * all - first, Macs(backward));
    }

    [Fact]
    public void Factors_that_do_not_divide_are_never_worse_where_they_may_be_used()
    {
        var preset = Open("eyeriss");
        var workload = NestLayers.Product(new(13, 37, 29));
        var plain = NestMapper.Search(workload, preset.Architecture, preset.ConstraintsFor(workload), s_short, TestContext.Current.CancellationToken);
        var imperfect = NestMapper.Search(workload, preset.Architecture, preset.ConstraintsFor(workload), s_short with { Imperfect = true }, TestContext.Current.CancellationToken);
        Assert.True(imperfect.Result!.EnergyDelay < plain.Result!.EnergyDelay);
        Assert.True(imperfect.Mapping!.IsImperfect);
        Assert.Equal(workload.Computes, imperfect.Result.Computes);
        Assert.InRange(imperfect.Result.Utilisation, 0, 1);
    }

    private static long Macs(IEnumerable<MappedLayer> layers) => layers.Sum(layer => layer.Nests.Sum(nest => nest.Nest.Result.Computes * nest.Times));

    private static NestPreset Open(string name)
    {
        var diagnostics = new DiagnosticBag();
        var preset = NestPresets.Open(name, diagnostics);
        diagnostics.ThrowIfErrors();
        return preset!;
    }

    private static MappedNetwork Map(string network, string accelerator, Optimizer? training)
    {
        var diagnostics = new DiagnosticBag();
        using var model = NetworkZoo.Build(network);
        PassPipeline.CleanUp().Run(model, diagnostics);
        var inference = new ShapeInference(keepDeclared: true).Infer(model, diagnostics);
        var profile = Profiler.Profile(network, model, inference, new() { Training = training });
        return NestNetwork.Map(profile, Open(accelerator), s_short, TestContext.Current.CancellationToken);
    }
}
