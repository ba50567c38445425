namespace Ridgeline.Cli.Tests;

public sealed class ZooTests : IDisposable
{
    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Theory]
    [InlineData("resnet18", "seeded")]
    [InlineData("lenet", "seeded")]
    [InlineData("gpt2?phase=decode&context=64", "absent")]
    [InlineData("lenet", "absent")]
    [InlineData("llama-2-7b", "absent")]
    public void An_exported_network_profiles_as_the_zoos_own(string name, string weights)
    {
        Outcome.Fine("zoo", "export", name, "--save", _scratch["f.onnx"], "--weights", weights);
        var own = Outcome.Fine("profile", $"zoo:{name}", "-o", "json").Json.GetProperty("totals");
        var read = Outcome.Fine("profile", _scratch["f.onnx"], "-o", "json").Json.GetProperty("totals");
        foreach (var total in own.EnumerateObject().Where(t => t.Name != "weight_sparsity"))
            Assert.Equal(total.Value.GetRawText(), read.GetProperty(total.Name).GetRawText());
    }

    [Fact]
    public void The_same_seed_is_the_same_file()
    {
        foreach (var (file, seed) in new[] { ("a.onnx", "7"), ("b.onnx", "7"), ("c.onnx", "8") })
        {
            var outcome = Outcome.Fine("zoo", "export", "zoo:lenet", "--save", _scratch[file], "--seed", seed);
            Assert.Equal(("", $"wrote {_scratch[file]}\n"), (outcome.Out, outcome.Notes));
        }
        Assert.Equal(File.ReadAllBytes(_scratch["a.onnx"]), File.ReadAllBytes(_scratch["b.onnx"]));
        Assert.NotEqual(File.ReadAllBytes(_scratch["a.onnx"]), File.ReadAllBytes(_scratch["c.onnx"]));
    }

    [Theory]
    [InlineData("lennet", "f.onnx", "ZOO101")]
    [InlineData("lenet", "none/f.onnx", "CLI103")]
    [InlineData("gpt3-175b", "f.onnx", "CLI108")]
    public void What_cannot_be_exported_is_refused_and_leaves_nothing(string name, string file, string code)
    {
        // A machine with this much room would take an hour to fill it.
        if (code == "CLI108" && new DriveInfo(Path.GetTempPath()).AvailableFreeSpace > 340L << 30) Assert.Skip("the disk has room for GPT-3");
        var outcome = Outcome.Of("zoo", "export", name, "--save", _scratch[file]);
        Assert.Equal(ExitCode.BadInput, outcome.Code);
        Assert.Contains($"error {code}: ", outcome.Notes, StringComparison.Ordinal);
        Assert.Empty(_scratch.Files);
    }

    [Theory]
    [InlineData("zoo list", "name")]
    [InlineData("operators", "operator")]
    [InlineData("explain", "word")]
    public void Lists_come_in_every_format(string line, string key)
    {
        var args = line.Split(' ');
        var rows = Outcome.Fine([.. args, "-o", "json"]).Json.GetProperty("rows").EnumerateArray().Select(r => r.GetProperty(key).GetString()!).ToList();
        Assert.True(rows.Count > 30, $"{rows.Count}");
        Assert.Equal(rows, Outcome.Fine([.. args, "-o", "jsonl"]).JsonLines.Select(l => l.GetProperty(key).GetString()));
        Assert.StartsWith(key, Outcome.Fine([.. args, "-o", "csv"]).Out, StringComparison.Ordinal);
        Assert.Equal(rows.Count + 2, Outcome.Fine([.. args, "-o", "md"]).Out.TrimEnd('\n').Split('\n').Length);
        foreach (var row in rows) Assert.Contains(row, Outcome.Fine(args).Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("working set")]
    [InlineData("Working-Set")]
    [InlineData("WORKINGSET")]
    [InlineData("working sets")]
    [InlineData("working_set")]
    public void A_word_is_explained_however_it_is_written(string word) =>
        Assert.StartsWith("working set\n\nAll that one run of a layer must hold", Outcome.Fine(["explain", .. word.Split(' ')]).Out, StringComparison.Ordinal);
}
