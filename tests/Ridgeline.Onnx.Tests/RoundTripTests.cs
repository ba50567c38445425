using Ridgeline.Diagnostics;
using Ridgeline.Graphs;
using Ridgeline.Graphs.Passes;
using Ridgeline.Tests;
using P = global::Onnx;

namespace Ridgeline.Onnx.Tests;

/// <summary>Read, write, read gives an equal graph, and the file's content in the eyes of Google.Protobuf stays the same.</summary>
public class RoundTripTests(ITestOutputHelper output)
{
    [Fact]
    public void The_shipped_model_survives() => RoundTrip(Path.Combine(AppContext.BaseDirectory, "mnist-8.onnx"));

    [Fact]
    public void Every_real_model_survives()
    {
        var models = ConformanceData.RealModels();
        foreach (var path in models) RoundTrip(path);
        output.WriteLine($"{models.Count} real models");
    }

    [Fact]
    public void Every_model_of_the_conformance_suite_survives()
    {
        var models = ConformanceData.Models();
        Assert.Equal(1953, models.Count);
        foreach (var path in models) RoundTrip(path);
        output.WriteLine($"{models.Count} conformance models");
    }

    [Fact]
    public void Every_tensor_of_the_conformance_suite_is_read_or_refused()
    {
        var (read, refused) = (0, 0);
        foreach (var path in ConformanceData.Vectors())
        {
            var bag = new DiagnosticBag();
            var value = OnnxTensorFile.Read(path, bag);
            Assert.Equal(value is null, bag.HasErrors);
            _ = value is null ? refused++ : read++;
        }
        // What is refused are sequences and optionals, which are other messages.
        output.WriteLine($"{read} tensors read, {refused} files are no tensors");
        Assert.InRange((double)refused / (read + refused), 0, 0.05);
    }

    private static void RoundTrip(string path)
    {
        var bag = new DiagnosticBag();
        using var first = OnnxReader.Read(path, bag);
        Assert.True(first is not null, string.Join('\n', bag.All));
        Verifier.Check(first, bag);
        Assert.False(bag.HasErrors, string.Join('\n', bag.All));
        var bytes = Reads.Write(first);
        var differences = ModelEquality.Differences(first, Reads.Good(bytes));
        Assert.True(differences.Count == 0, $"{path}:\n{string.Join('\n', differences)}");
        var difference = Canonical.Difference(Canonical.Of(P.ModelProto.Parser.ParseFrom(File.ReadAllBytes(path))), Canonical.Of(P.ModelProto.Parser.ParseFrom(bytes)));
        Assert.True(difference is null, $"{path}: Google.Protobuf sees a difference\n{difference}");
    }
}
