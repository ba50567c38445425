using System.Globalization;
using System.Text;
using Ridgeline.Accelerators.LoopNests.Networks;
using Ridgeline.Accelerators.LoopNests.Presets;
using Ridgeline.Diagnostics;
using Ridgeline.Graphs.Passes;
using Ridgeline.Graphs.Profiling;
using Ridgeline.Tests;
using Ridgeline.Zoo;

namespace Ridgeline.Accelerators.Tests.LoopNests;

public sealed class EyerissPageTests
{
    [Fact]
    public void The_page_on_Eyeriss_is_what_the_model_says()
    {
        var chip = File.ReadAllLines(SharedData.Get("facts/eyeriss_v1_alexnet_N4.csv")).Skip(1).Select(line => line.Split(',')).Take(5).ToList();
        var network = Map("zoo:alexnet?batch=4&variant=original", "eyeriss");
        var layers = network.Layers.Where(layer => layer.Span.Op == "Conv").Take(5).ToList();
        var page = new StringBuilder("""
            # Eyeriss and AlexNet as loop nests

            Written by a test from `eyeriss_v1_alexnet_N4.csv` (Chen et al., JSSC 2017, table V; batch 4) with `ridgeline map "zoo:alexnet?batch=4&variant=original" --on eyeriss`: each layer under the
            mapping with the least energy times time that the search finds, in 16-bit words.

            | layer | processing, published ms | model | active PEs, published | model | buffer, published MB | model | DRAM, published MB | model, dense | model, run lengths | model energy: spads | buffer | DRAM | arithmetic |
            |---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|

            """.ReplaceLineEndings("\n"));
        for (var i = 0; i < 5; i++)
        {
            var (published, layer) = (chip[i], layers[i]);
            double Share(string kind) => layer.Span.Energy.Where(p => p.Kind == kind).Sum(p => p.Energy.Value) / layer.Span.TotalEnergy.Value;
            double Megabytes(string level) => layer.Span.Traffic.Single(t => t.Level == level).Moved.Value / 1e6;
            var pes = layer.Nests[0].Nest.Result.Traffic.Max(t => t.Instances);
            var spads = 1 - Share("buffer") - Share("DRAM") - Share("arithmetic");
            page.Append(CultureInfo.InvariantCulture, $"| {published[0]} | {published[3]} | {layer.Span.Duration.Value * 1e3:F1} | {published[5]} | {pes} | {published[8]} | {Megabytes("buffer"):F1} | "
                + $"{published[9]} | {Megabytes("DRAM"):F1} | {Compressed(layer, Zeros(chip[i]), i < 4 ? Zeros(chip[i + 1]) : 0):F1} | {spads:P0} | {Share("buffer"):P0} | {Share("DRAM"):P0} | {Share("arithmetic"):P0} |\n");
        }
        page.Append("""

            Where they differ, and why:

            * **Time.** The model knows neither ramp-up nor configuration nor waits between passes, and no latency of memories; and it may choose any tile that fits.
            * **Buffer and DRAM.** The chip runs one mapping of logical rows onto its array; the search trades buffer against DRAM accesses for each layer by itself, by energy times time.
              The chip compresses activations in DRAM by run lengths: three pairs of a run (5 bits) and a value (16 bits) in 64 bits, so that a share z of zeros leaves
              4/3 (1 - z) of the words. The column "run lengths" takes the model's dense words so, with the zeros of each layer's input from the chip's table (an output has those of the
              next layer's input; what CONV5 writes is left dense). What is left is the choice of mapping, which the paper gives by its parameters and not by its loops.
            * **Energy split.** Energies an access are those of the ISCA 2016 paper relative to a MAC, so that the spads weigh as much as arithmetic, three to five accesses a MAC. Clock and
              control, which the chip has and no loop nest counts, are left out. Published power is without DRAM and has no split in the table.

            """.ReplaceLineEndings("\n"));
        ValidationPage.Same("eyeriss-nests.md", page.ToString());
    }

    private static double Zeros(string[] published) => double.Parse(published[7], CultureInfo.InvariantCulture) / 100;

    // Megabytes of DRAM with activations as runs of zeros and values; weights are dense.
    private static double Compressed(MappedLayer layer, double inputZeros, double outputZeros)
    {
        double Rest(double zeros) => Math.Min(1, 4.0 / 3 * (1 - zeros));
        return layer.Nests.Sum(nest => nest.Times * nest.Nest.Result.Traffic.Where(t => t.Level == "DRAM").Sum(t => (double)(t.Reads + t.Updates)
            * (t.Tensor switch { "Inputs" => Rest(inputZeros), "Outputs" => Rest(outputZeros), _ => 1 }))) * 2 / 1e6;
    }

    [Fact]
    public void Equal_layers_are_mapped_once_and_run_one_after_the_other()
    {
        var network = Map("zoo:resnet18", "gemmini");
        Assert.Contains(network.Layers, layer => layer.IsKnown);
        Assert.Equal(network.Cycles * network.Architecture.CycleSeconds, network.Timeline.Duration.Value, 1e-9);
        foreach (var (before, after) in network.Layers.Zip(network.Layers.Skip(1))) Assert.Equal(before.Span.End, after.Span.Start);
        Assert.All(network.Layers, layer => Assert.InRange(layer.Span.Utilisation, 0, 1 + 1e-9));
    }

    [Fact]
    public void Tiles_in_shared_memory_spare_main_memory()
    {
        var product = NestLayers.Product(new(256, 256, 256));
        double Read(string name)
        {
            var preset = Open(name);
            var found = Ridgeline.Accelerators.LoopNests.Search.NestMapper.Search(product, preset.Architecture, preset.ConstraintsFor(product), cancellation: TestContext.Current.CancellationToken);
            return found.Result!.Traffic.Where(t => t.Level == "HBM").Sum(t => (double)t.Reads);
        }
        // Naive: each multiply and add reads both operands. Tiled: each operand once for every tile that it meets.
        Assert.Equal(2.0 * 256 * 256 * 256, Read("gpu-sm-naive"));
        Assert.True(Read("gpu-sm") <= 2.0 * 256 * 256 * 256 / 32);
    }

    [Fact]
    public void All_presets_are_read() => Assert.All(NestPresets.Names, name => Assert.NotEmpty(Open(name).Source));

    private static NestPreset Open(string name)
    {
        var diagnostics = new DiagnosticBag();
        var preset = NestPresets.Open(name, diagnostics);
        diagnostics.ThrowIfErrors();
        return preset!;
    }

    private static MappedNetwork Map(string network, string accelerator)
    {
        var diagnostics = new DiagnosticBag();
        using var model = NetworkZoo.Build(network);
        PassPipeline.CleanUp().Run(model, diagnostics);
        var inference = new ShapeInference(keepDeclared: true).Infer(model, diagnostics);
        return NestNetwork.Map(Profiler.Profile(network, model, inference, new()), Open(accelerator), cancellation: TestContext.Current.CancellationToken);
    }
}
