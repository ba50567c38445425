using System.Globalization;
using Ridgeline.Graphs.Profiling;
using Ridgeline.Quantities;

namespace Ridgeline.Zoo.Tests;

/// <summary>LeNet and AlexNet as the profile prints them, against tables that were computed without this code.</summary>
public sealed class ProfiledTablesTests
{
    private static readonly Dictionary<string, string> s_variants = new(StringComparer.Ordinal)
    {
        ["torchvision224"] = "torchvision", ["original227_grouped"] = "original", ["original227_ungrouped"] = "unsplit",
    };

    public static TheoryData<string, string> Alexnets => new(FactTable.Rows("alexnet_training_memory.csv").Select(r => (r["variant"], r["batch"])));

    [Fact]
    public void Lenet_is_the_lectures_with_pthflops_and_the_true_macs_without()
    {
        var lectures = ProfileOf.Network("lenet", new() { Counting = CountingConvention.Pthflops });
        var macs = ProfileOf.Network("lenet", new() { Counting = CountingConvention.Macs });
        var rows = FactTable.Rows("lenet_profile_ops.csv").ToArray();
        foreach (var row in rows[..^1])
        {
            var (layer, exact) = (lectures.Layers.Single(l => l.Name == row["layer"]), macs.Layers.Single(l => l.Name == row["layer"]));
            Assert.Equal((row["ops_pthflops"], row["true_macs"]), (Text(layer.Ops!.Value.Value), Text(exact.Ops!.Value.Value)));
            Assert.Equal(
                (row["params"], row["param_bytes_fp32"], row["in_bytes_b1"], row["out_bytes_b1"], row["working_set_bytes_b1"]),
                (Text(layer.Parameters), Text(layer.WeightBytes), Text(layer.InputBytes), Text(layer.OutputBytes), Text(layer.WorkingSet)));
        }
        Assert.Equal(("295700", "278520", 41_282L), (Text(lectures.Ops.Value), Text(macs.Ops.Value), macs.Parameters));
    }

    [Theory]
    [MemberData(nameof(Alexnets))]
    public void Alexnet_is_the_table_layer_by_layer(string variant, string batch)
    {
        var profile = Alexnet(variant, batch);
        var rows = FactTable.Rows("alexnet_layers.csv").Where(r => r["variant"] == variant && r["batch"] == batch).ToArray();
        var layers = profile.Layers.Where(l => !l.IsView).ToArray();
        Assert.Equal(rows.Select(r => r["layer"]), layers.Select(l => l.Name));
        foreach (var (row, layer) in rows.Zip(layers))
        {
            Assert.Equal(
                (row["params"], row["weight_bytes"], row["in_bytes"], row["out_bytes"], row["layer_working_set_bytes"], row["macs"]),
                (Text(layer.Parameters), Text(layer.WeightBytes), Text(layer.InputBytes), Text(layer.OutputBytes), Text(layer.WorkingSet), Text(layer.Work!.Value.Macs.Value)));
        }
    }

    [Theory]
    [MemberData(nameof(Alexnets))]
    public void Alexnets_training_memory_is_the_tables(string variant, string batch)
    {
        var profile = Alexnet(variant, batch);
        var (training, row) = (profile.Training!, FactTable.Rows("alexnet_training_memory.csv").Single(r => r["variant"] == variant && r["batch"] == batch));
        var largest = profile.Layers.MaxBy(l => l.WorkingSet)!;
        Assert.Equal((row["params"], row["which_layer"]), (Text(profile.Parameters), largest.Name));
        Assert.Equal(row["macs_per_image"], Text(profile.Work.Macs.Value / long.Parse(batch, CultureInfo.InvariantCulture)));
        foreach (var (column, bytes) in new (string, Bytes)[]
        {
            ("weights_GB", training.Weights),
            ("max_single_layer_working_set_GB", largest.WorkingSet!.Value),
            ("acts_inplace_relu_GB", training.ActivationsInPlace),
            ("acts_every_module_GB", training.Activations),
            ("input_GB", training.Inputs),
            ("lrn_denominators_GB", training.Saved),
            ("train_total_min_GB(3xW+2xacts_inplace+input+denoms)", training.InPlace),
            ("train_total_every_module_GB(3xW+2xall+input+denoms)", training.EveryModule),
        })
        {
            // To the four decimals that the table prints.
            Assert.Equal((column, double.Parse(row[column], CultureInfo.InvariantCulture)), (column, Math.Round(bytes.Value / 1e9, 4)));
        }
    }

    [Fact]
    public void No_layer_of_the_original_exceeds_3_GB_and_training_at_batch_128_does()
    {
        var profile = Alexnet("original227_grouped", "128");
        var limit = Bytes.Parse("3 GB");
        Assert.All(profile.Layers, l => Assert.True(l.WorkingSet < limit, l.Name));
        Assert.True(profile.Training!.EveryModule > limit);
        Assert.True(Alexnet("original227_grouped", "1").Training!.EveryModule < limit);
    }

    private static NetworkProfile Alexnet(string variant, string batch) =>
        ProfileOf.Network($"alexnet?variant={s_variants[variant]}&batch={batch}", new() { Training = Optimizer.Momentum });

    private static string Text(Bytes? bytes) => Text(bytes!.Value.Value);

    private static string Text(Int128 number) => number.ToString(CultureInfo.InvariantCulture);
}
