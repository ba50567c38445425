namespace Ridgeline.Cli.Tests;

/// <summary>Networks that cannot be had: the file is named, with what is wrong and what to do.</summary>
public sealed class InputTests : IDisposable
{
    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Theory]
    [InlineData("zoo:resnet5", "ZOO101", "did you mean zoo:resnet50?")]
    [InlineData("zoo:LeNet", "ZOO101", "did you mean zoo:lenet?")]
    [InlineData("zoo:lenet?bach=2", "ZOO102", "did you mean 'batch'?")]
    [InlineData("zoo:alexnet?variant=splat", "ZOO103", "It is one of: torchvision, original, unsplit")]
    [InlineData("zoo:", "ZOO101", "`ridgeline zoo list` names them all")]
    [InlineData("resnet50", "CLI102", "the zoo has one of that name: zoo:resnet50")]
    [InlineData("resnet5?batch=2", "CLI102", "did you mean: zoo:resnet50?batch=2")]
    [InlineData("nowhere/at-all.onnx", "CLI102", "'ridgeline zoo list'")]
    public void A_network_that_is_not_there(string network, string code, string hint)
    {
        foreach (var command in new[] { "profile", "study" })
        {
            var outcome = Outcome.Of(command, network);
            Assert.Equal((ExitCode.BadInput, ""), (outcome.Code, outcome.Out));
            Assert.StartsWith(network, outcome.Notes, StringComparison.Ordinal);
            Assert.Contains($" error {code}: ", outcome.Notes, StringComparison.Ordinal);
            Assert.Contains($"hint: ", outcome.Notes, StringComparison.Ordinal);
            Assert.Contains(hint, outcome.Notes, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void The_prefix_may_be_in_capitals() => Assert.StartsWith("ZOO:lenet: ", Outcome.Fine("profile", "ZOO:lenet").Out, StringComparison.Ordinal);

    [Fact]
    public void A_near_file_is_named()
    {
        File.WriteAllText(_scratch["mnist-8.onnx"], "");
        Assert.Contains($"did you mean {_scratch["mnist-8.onnx"]}?", Outcome.Of("profile", _scratch["mnist8.onnx"]).Notes, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_names_the_files_in_it()
    {
        Directory.CreateDirectory(_scratch["empty"]);
        File.WriteAllText(_scratch["a.onnx"], "");
        var folder = Path.GetDirectoryName(_scratch["a.onnx"])!;
        Assert.Contains($"hint: name a file in it: {_scratch["a.onnx"]}", Outcome.Of("profile", folder).Notes, StringComparison.Ordinal);
        Assert.Contains("it holds no .onnx file", Outcome.Of("profile", _scratch["empty"]).Notes, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(10)]
    [InlineData(5000)]
    public void A_file_cut_short_is_no_crash(int length)
    {
        File.WriteAllBytes(_scratch["cut.onnx"], File.ReadAllBytes(Repository.File("models/mnist-8.onnx"))[..length]);
        var outcome = Outcome.Of("profile", _scratch["cut.onnx"]);
        Assert.Equal(ExitCode.BadInput, outcome.Code);
        Assert.Matches(" error ONNX1\\d\\d: ", outcome.Notes);
    }

    [Fact]
    public void Text_is_no_network()
    {
        File.WriteAllText(_scratch["text.onnx"], "graph { node }");
        Assert.Contains("error ONNX102: this is no ONNX model but text", Outcome.Of("profile", _scratch["text.onnx"]).Notes, StringComparison.Ordinal);
    }
}
