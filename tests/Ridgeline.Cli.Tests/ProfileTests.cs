using System.Text.Json;

namespace Ridgeline.Cli.Tests;

public sealed class ProfileTests
{
    // Lane, Hardware Ecosystem (2022): the table of pthflops, and the true MACs beside it.
    private static readonly (string Layer, long Pthflops, long Macs)[] s_lenet =
    [
        ("conv1", 89_856, 86_400), ("relu1", 6_912, 0), ("pool1", 2_592, 0), ("conv2", 154_624, 153_600), ("relu2", 2_048, 0), ("pool2", 768, 0),
        ("fc1", 30_720, 30_720), ("relu3", 240, 0), ("fc2", 7_200, 7_200), ("relu4", 120, 0), ("fc3", 600, 600), ("relu5", 20, 0),
    ];

    public static TheoryData<string> Counts => ["pthflops", "macs"];

    [Theory]
    [MemberData(nameof(Counts))]
    public void LeNet_equals_the_published_table_in_json(string count)
    {
        var json = Outcome.Fine("profile", "zoo:lenet", "--count", count, "-o", "json").Json;
        var rows = json.GetProperty("layers").EnumerateArray().Where(l => l.GetProperty("op").GetString() != "Flatten")
            .Select(l => (l.GetProperty("name").GetString()!, l.GetProperty("ops").GetInt64()));
        Assert.Equal(s_lenet.Select(l => (l.Layer, count == "macs" ? l.Macs : l.Pthflops)), rows);
        var totals = json.GetProperty("totals");
        Assert.Equal(count == "macs" ? 278_520 : 295_700, totals.GetProperty("ops").GetInt64());
        Assert.Equal(278_520, totals.GetProperty("macs").GetInt64());
        Assert.Equal(41_282, totals.GetProperty("parameters").GetInt64());
    }

    [Theory]
    [MemberData(nameof(Counts))]
    public void LeNet_equals_the_published_table_in_csv(string count)
    {
        var rows = Outcome.Fine("profile", "zoo:lenet", "--count", count, "-o", "csv").Rows;
        var (name, ops) = (Array.IndexOf(rows[0], "name"), Array.IndexOf(rows[0], "ops"));
        Assert.Equal(
            s_lenet.Select(l => (l.Layer, (count == "macs" ? l.Macs : l.Pthflops).ToString())),
            rows.Skip(1).Where(r => r[name] != "flatten").Select(r => (r[name], r[ops])));
    }

    [Fact]
    public void The_page_says_why_the_two_counts_differ()
    {
        var page = Outcome.Fine("profile", "zoo:lenet", "--count", "pthflops").Out;
        Assert.Contains("pthflops counts 295,700 = 278,520 MACs + 4,480 Conv + 9,340 Relu + 3,360 MaxPool: ", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Training_tells_that_no_layer_is_too_large_and_the_sum_is()
    {
        var page = Outcome.Fine("profile", "zoo:alexnet?variant=unsplit&batch=128", "--training", "--memory", "3GB").Out;
        Assert.Contains("no single layer exceeds 3 GB", page, StringComparison.Ordinal);
        Assert.Contains("3.043 GB (43.35 MB more than 3 GB)", page, StringComparison.Ordinal);
    }

    [Fact]
    public void A_batch_without_a_number_is_one_and_said_to_be()
    {
        var model = Ridgeline.Tests.SharedData.Get("models/magika_standard_v3_3.onnx");
        var one = Outcome.Fine("profile", model, "-o", "json").Json;
        Assert.Contains("taken as 1", one.GetProperty("notes")[0].GetString(), StringComparison.Ordinal);
        var two = Outcome.Fine("profile", model, "-o", "json", "--batch", "2").Json;
        Assert.Equal(2 * Macs(one), Macs(two));
        Assert.NotEqual(0, Macs(one));
    }

    [Fact]
    public void Sizes_still_open_are_told_with_the_option_that_closes_them()
    {
        var model = Ridgeline.Tests.SharedData.Get("models/tinytimemixer_etth1.onnx");
        Assert.Contains("add --set sequence_length=N", Outcome.Fine("profile", model).Out, StringComparison.Ordinal);
        Assert.DoesNotContain("--set", Outcome.Fine("profile", model, "--set", "sequence_length=512").Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Rows_can_be_sorted_and_cut()
    {
        var rows = Outcome.Fine("profile", "zoo:lenet", "--top", "3", "--sort", "parameters", "-o", "csv").Rows;
        Assert.Equal(["name", "fc1", "fc2", "conv2"], rows.Select(r => r[0]));
        rows = Outcome.Fine("profile", "zoo:lenet", "--top", "2", "-o", "csv").Rows;
        Assert.Equal(["name", "conv2", "conv1"], rows.Select(r => r[0]));
        rows = Outcome.Fine("profile", "zoo:lenet", "--by", "op", "--sort", "bytes", "-o", "csv").Rows;
        Assert.Equal(["name", "Gemm", "Relu", "Conv", "MaxPool", "Flatten"], rows.Select(r => r[0]));
    }

    [Fact]
    public void Json_lines_hold_a_layer_or_a_group_each()
    {
        var layers = Outcome.Fine("profile", "zoo:lenet", "-o", "jsonl").JsonLines;
        Assert.Equal(13, layers.Count);
        Assert.Equal(278_520, layers.Sum(l => l.GetProperty("macs").GetInt64()));
        var groups = Outcome.Fine("profile", "zoo:lenet", "-o", "jsonl", "--by", "op").JsonLines;
        Assert.Equal(["Conv", "Relu", "MaxPool", "Flatten", "Gemm"], groups.Select(g => g.GetProperty("name").GetString()));
    }

    [Fact]
    public void Alike_blocks_of_a_long_network_stand_in_one_row()
    {
        var page = Outcome.Fine("profile", "zoo:llama-3.1-405b").Out;
        Assert.Contains("model.layers.0 .. model.layers.125 (126 alike)", page, StringComparison.Ordinal);
        Assert.True(page.Split('\n').Length < 50);
        Assert.Contains("\nmodel.layers.77 ", Outcome.Fine("profile", "zoo:llama-3.1-405b", "--by", "block").Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("csv")]
    [InlineData("md")]
    [InlineData("json")]
    [InlineData("jsonl")]
    [InlineData("table")]
    [InlineData("JSON")]
    public void Output_is_the_same_at_each_run_and_plain(string format)
    {
        string[] line = ["profile", "zoo:googlenet", "--training", "--memory", "1GB", "-o", format];
        var first = Outcome.Fine(line);
        Assert.Equal(first, Outcome.Fine(line));
        Assert.Equal("", first.Notes);
        Assert.DoesNotContain("\u001b", first.Out, StringComparison.Ordinal);
        Assert.EndsWith("\n", first.Out, StringComparison.Ordinal);
    }

    private static long Macs(JsonElement json) => json.GetProperty("totals").GetProperty("macs").GetInt64();
}
