using Ridgeline.Runtime.Conformance;
using Ridgeline.Tests;

namespace Ridgeline.Runtime.Tests.Conformance;

/// <summary>ONNX's own tests. Those that do not pass are on the list <c>exceptions.tsv</c> with the reason; the list is kept true.</summary>
public sealed class ConformanceTests(ITestOutputHelper output)
{
    private const string Nodes = "conformance/onnx-1.23.0-backend-node-6be0677f.tar.xz";
    private const string Networks = "conformance/onnx-1.23.0-backend-simple-pytorch-light-6be0677f.tar.xz";
    private const string Real = "conformance/real-models-with-vectors_mnist_superres.tar.xz";

    private static readonly ConformanceRunner s_runner = new(new() { Threads = 2 });

    [Fact]
    public void Node_tests_pass_but_for_those_on_the_list()
    {
        var results = Run(Nodes);
        Assert.Equal(1802, results.Count);
        var listed = Exceptions.Read();
        var failed = results.Where(r => !r.Passed).ToDictionary(r => r.Name, r => r.Failure!);
        output.WriteLine($"{results.Count - failed.Count} of {results.Count} pass");
        Assert.Empty(failed.Where(f => !listed.ContainsKey(f.Key)).Select(f => $"{f.Key}: {f.Value}"));
        Assert.Empty(listed.Keys.Intersect(results.Where(r => r.Passed).Select(r => r.Name)));
        var training = listed.Count(e => e.Value.StartsWith("training", StringComparison.Ordinal));
        Assert.InRange((double)(results.Count - failed.Count) / (results.Count - training), 0.95, 1);
    }

    [Fact]
    public void Simple_and_converted_and_light_networks_pass()
    {
        var listed = Exceptions.Read();
        Assert.Empty(Run(Networks).Where(r => !r.Passed && !listed.ContainsKey(r.Name)).Select(r => $"{r.Name}: {r.Failure}"));
    }

    [Fact]
    public void Real_networks_reproduce_their_vectors() => Assert.Empty(Run(Real).Where(r => !r.Passed).Select(r => $"{r.Name}: {r.Failure}"));

    [Fact]
    public void The_sample_in_the_repository_passes()
    {
        var folder = Directory.CreateTempSubdirectory("ridgeline").FullName;
        System.IO.Compression.ZipFile.ExtractToDirectory(Path.Combine(AppContext.BaseDirectory, "onnx-node-sample.zip"), folder);
        var results = ConformanceCase.Find(folder).Select(s_runner.Run).ToList();
        Directory.Delete(folder, recursive: true);
        Assert.InRange(results.Count, 40, 100);
        Assert.Empty(results.Where(r => !r.Passed).Select(r => $"{r.Name}: {r.Failure}"));
    }

    private static List<ConformanceResult> Run(string archive) => [.. ConformanceCase.Find(SharedData.Unpack(archive)).Select(s_runner.Run)];
}
