using FsCheck;
using FsCheck.Fluent;
using Ridgeline.Accelerators.LoopNests;
using Ridgeline.Accelerators.LoopNests.Networks;
using Ridgeline.Accelerators.LoopNests.Presets;
using Ridgeline.Accelerators.LoopNests.Search;
using Ridgeline.Diagnostics;
using Ridgeline.Graphs;
using Ridgeline.Graphs.Building;
using Ridgeline.Graphs.Passes;
using Ridgeline.Graphs.Profiling;

namespace Ridgeline.Accelerators.Tests.LoopNests;

/// <summary>What no network can do on any accelerator, and what a better accelerator cannot make worse: on networks made by chance.</summary>
public sealed class NestNetworkPhysicsTests
{
    private static readonly NestSearchOptions s_short = new() { Walks = 2, StepsOfWalk = 150, ProofSteps = 2000 };
    private static readonly Arbitrary<int> s_seeds = Gen.Choose(0, int.MaxValue - 1).ToArbitrary();

    [Fact]
    public void No_network_beats_its_roofline() => Prop.ForAll(s_seeds, seed =>
    {
        var (profile, accelerator) = (Random(seed), Open(NestPresets.Names[seed % NestPresets.Names.Count]));
        var network = NestNetwork.Map(profile, accelerator, s_short with { Objective = (NestObjective)(seed % 3) }, TestContext.Current.CancellationToken);
        var (outermost, instances) = (network.Architecture.Memories[^1], network.Architecture.Compute.Instances);
        var macs = 0.0;
        foreach (var layer in network.Layers)
        {
            var work = layer.Nests.Sum(nest => (double)nest.Nest.Workload.Computes * nest.Times);
            Assert.True(layer.Cycles >= work / instances * (1 - 1e-12), $"{layer.Name}: {layer.Cycles} cycles for {work} products on {instances}");
            // Weights stay nowhere: they come from outside at least once.
            var weights = layer.Nests.Sum(nest => (double)NestWorkload.Volume(nest.Nest.Workload.Tensors[0], [.. nest.Nest.Workload.Sizes]) * nest.Times);
            if (outermost.ReadBandwidth is { } words) Assert.True(layer.Cycles >= weights / words * (1 - 1e-12), $"{layer.Name}: {layer.Cycles} cycles for {weights} weights");
            Assert.InRange(layer.Span.Utilisation, 0, 1 + 1e-9);
            macs += work;
        }
        Assert.Equal((double)profile.Layers.Sum(layer => NestLayers.Of(layer).Sum(nest => nest.Workload.Computes * nest.Times)), macs);
        Assert.True(network.Cycles >= macs / instances * (1 - 1e-12));
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(60));

    [Fact]
    public void More_bandwidth_or_memory_is_never_slower_where_the_best_is_proven() => Prop.ForAll(s_seeds, seed =>
    {
        var random = new System.Random(seed);
        var objective = (NestObjective)random.Next(3);
        var accelerator = Tiny(random);
        foreach (var (workload, _) in Random(seed, most: 6).Layers.SelectMany(NestLayers.Of))
        {
            var level = random.Next(accelerator.Architecture.Memories.Count);
            var better = accelerator.Architecture.Memories.ToArray();
            better[level] = random.Next(2) == 0 ? better[level] with { Size = better[level].Size * 2 }
                : better[level] with { ReadBandwidth = better[level].ReadBandwidth * 1.5, WriteBandwidth = better[level].WriteBandwidth * 1.5 };
            var (before, after) = (Cost(workload, accelerator, objective), Cost(workload, accelerator with { Architecture = accelerator.Architecture with { Memories = better } }, objective));
            if (before is not { } b || after is not { } a) continue;
            Assert.True(a <= b * (1 + 1e-9), $"{workload.Name} {string.Join(' ', workload.Sizes)}, {objective}, better {better[level].Name}: {a} after {b}");
        }
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(60));

    private static double? Cost(NestWorkload workload, NestPreset accelerator, NestObjective objective)
    {
        var found = NestMapper.Search(workload, accelerator.Architecture, accelerator.ConstraintsFor(workload),
            new() { Objective = objective, Walks = 2, StepsOfWalk = 300, ProofSteps = 300_000 }, TestContext.Current.CancellationToken);
        return found.ProvenOptimal ? objective.Of(found.Result!) : null;
    }

    private static NestPreset Tiny(System.Random random) => Read($$"""
        name: tiny
        memories:
        - {name: DRAM, word_bits: 8, read_pj: 160, write_pj: 160, read_words_per_cycle: {{random.Next(1, 9)}}, write_words_per_cycle: {{random.Next(1, 9)}}}
        - {name: buffer, word_bits: 8, size_bytes: {{64 << random.Next(4)}}, read_pj: 2, write_pj: 2, read_words_per_cycle: {{random.Next(1, 9)}}, across: [M], down: [C, P]}
        - {name: register, word_bits: 8, words: {{random.Next(3, 9)}}, mesh: [4, 2], read_pj: 0.1, write_pj: 0.1}
        compute: {name: mac, mesh: [4, 2], energy_pj: 0.2}
        """);

    private static NetworkProfile Random(int seed, int most = 40)
    {
        var (random, net) = (new System.Random(seed), new GraphBuilder("random"));
        var side = random.Next(4, 10);
        var channels = random.Next(1, most);
        var x = net.Input("input", ElementType.Float, random.Next(1, 3), channels, side, side);
        for (var layer = random.Next(1, 4); layer > 0; layer--)
        {
            var (filters, kernel, isDepthwise) = (random.Next(1, most), 1 + 2 * random.Next(2), random.Next(4) == 0);
            if (isDepthwise) filters = channels;
            x = net.Node("Conv", $"conv{layer}", [x, net.Weight($"w{layer}", Filling.Zeros, filters, isDepthwise ? 1 : channels, kernel, kernel)],
                NodeAttribute.Of("pads", new long[] { kernel / 2, kernel / 2, kernel / 2, kernel / 2 }), NodeAttribute.Of("group", isDepthwise ? (long)channels : 1L),
                NodeAttribute.Of("strides", random.Next(3) == 0 ? new long[] { 2, 2 } : [1, 1]));
            x = net.Node("Relu", $"relu{layer}", [x]);
            channels = filters;
        }
        if (random.Next(2) == 0)
        {
            x = net.Node("Flatten", "flatten", [net.Node("GlobalAveragePool", "pool", [x])]);
            x = net.Node("MatMul", "head", [x, net.Weight("head", Filling.Zeros, channels, random.Next(1, most))]);
        }
        net.Output(x, "output");
        using var model = net.Build();
        var diagnostics = new DiagnosticBag();
        PassPipeline.CleanUp().Run(model, diagnostics);
        return Profiler.Profile("random", model, new ShapeInference(keepDeclared: true).Infer(model, diagnostics), new());
    }

    private static NestPreset Read(string text)
    {
        var diagnostics = new DiagnosticBag();
        var preset = NestPresetReader.ReadText(text, "tiny.yaml", diagnostics);
        diagnostics.ThrowIfErrors();
        return preset!;
    }

    private static NestPreset Open(string name)
    {
        var diagnostics = new DiagnosticBag();
        var preset = NestPresets.Open(name, diagnostics);
        diagnostics.ThrowIfErrors();
        return preset!;
    }
}
