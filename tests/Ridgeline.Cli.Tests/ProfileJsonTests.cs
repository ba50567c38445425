using System.Text.Json;

namespace Ridgeline.Cli.Tests;

/// <summary>The schema of <c>profile -o json</c>: what docs/profile-json.md promises is there, and what is there is described.</summary>
public sealed class ProfileJsonTests
{
    [Fact]
    public void The_keys_that_scripts_rely_on_are_there()
    {
        var json = Outcome.Fine("profile", "zoo:resnet18", "-o", "json").Json;
        Assert.Equal(1, json.GetProperty("schema_version").GetInt32());
        Assert.Equal("zoo:resnet18", json.GetProperty("network").GetString());
        foreach (var key in new[] { "macs", "flops", "parameters", "weight_bytes", "peak_memory_bytes" })
        {
            Assert.True(json.GetProperty("totals").GetProperty(key).GetInt64() > 0, key);
        }
        string[] keys =
        [
            "name", "op", "macs", "ops", "parameters", "weight_bytes", "input_bytes", "output_bytes", "working_set_bytes",
            "intensity_flop_per_byte", "weight_sparsity",
        ];
        Assert.All(json.GetProperty("layers").EnumerateArray(), layer => Assert.All(keys, key => layer.GetProperty(key)));
    }

    [Fact]
    public void Sums_of_layers_are_the_totals()
    {
        var json = Outcome.Fine("profile", "zoo:bert-base", "-o", "json").Json;
        foreach (var key in new[] { "macs", "flops", "ops", "moved_bytes", "transcendentals" })
        {
            Assert.Equal(
                json.GetProperty("totals").GetProperty(key).GetInt64(),
                json.GetProperty("layers").EnumerateArray().Sum(l => l.GetProperty(key).GetInt64()));
        }
    }

    [Theory]
    [InlineData("zoo:lenet", "--training")]
    [InlineData("models/squeezenet_deepcompression.onnx", "--recompute")]
    [InlineData("models/silero_vad_16k_op15.onnx", "--batch=1")]
    public void Every_key_is_described(string network, string option)
    {
        var path = network.StartsWith("zoo:", StringComparison.Ordinal) ? network : Ridgeline.Tests.SharedData.Get(network);
        var page = File.ReadAllText(Repository.File("docs/profile-json.md"));
        var keys = Keys(Outcome.Fine("profile", path, option, "-o", "json").Json).Distinct().ToList();
        Assert.NotEmpty(keys);
        Assert.All(keys, key => Assert.Contains($"`{key}`", page, StringComparison.Ordinal));
    }

    [Fact]
    public void What_is_not_known_is_null()
    {
        var model = Ridgeline.Tests.SharedData.Get("models/ppocrv4_det.onnx");
        var layers = Outcome.Fine("profile", model, "-o", "json").Json.GetProperty("layers").EnumerateArray().ToList();
        Assert.Contains(layers, l => l.GetProperty("macs").ValueKind == JsonValueKind.Null && l.GetProperty("ops").ValueKind == JsonValueKind.Null);
        Assert.Contains(layers, l => l.GetProperty("working_set_bytes").ValueKind == JsonValueKind.Null);
    }

    [Fact]
    public void Counts_beyond_64_bits_stay_exact()
    {
        var flops = Outcome.Fine("profile", "zoo:gpt3-175b?batch=1048576", "--training", "-o", "json").Json
            .GetProperty("training").GetProperty("backward_flops").GetRawText();
        Assert.True(Int128.Parse(flops) > long.MaxValue, flops);
    }

    private static IEnumerable<string> Keys(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(p => Keys(p.Value).Prepend(p.Name)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Keys),
        _ => [],
    };
}
