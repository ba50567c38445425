using System.Diagnostics;
using System.Text.Json;
using Ridgeline.Quantities;
using Ridgeline.Tests;

namespace Ridgeline.Onnx.Tests;

/// <summary>
/// A written model loads in ONNX Runtime and computes the same. ONNX Runtime comes from npm: <c>eng/install-ort.sh</c> puts it into
/// <c>artifacts/ort</c>; the environment variable RIDGELINE_ORT_NODE names another folder with <c>node_modules</c>.
/// </summary>
public sealed class OrtTests(ITestOutputHelper output) : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ridgeline").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void The_shipped_model_computes_the_same()
    {
        var results = Compare([new(Path.Combine(AppContext.BaseDirectory, "mnist-8.onnx"))], null);
        Assert.All(results, r => Assert.True(r.Same && r.Computed, r.Note));
    }

    [Fact]
    public void Real_models_compute_the_same_with_weights_inside_and_outside()
    {
        Home();
        var models = ConformanceData.RealModels().Select(m => new OrtCase(m, Size: OpenSize(m))).ToList();
        foreach (var over in new Bytes?[] { null, new Bytes(256) }) Report(Compare(models, over));
    }

    [Fact]
    public void Conformance_models_compute_the_same()
    {
        Home();
        Report(Compare([.. ConformanceData.Models().Select(OrtCase.WithVectors).OfType<OrtCase>()], null));
    }

    // What the networks were made for: with other sizes some kernels of ONNX Runtime read memory that nobody wrote.
    private static int OpenSize(string path) => Path.GetFileName(path) switch
    {
        "tinytimemixer_etth1.onnx" => 512,
        "whisper-tiny_encoder_q8.onnx" => 3000,
        _ => 1,
    };

    private void Report(List<Result> results)
    {
        var computed = results.Count(r => r.Computed);
        var unsteady = results.Where(r => r.Note.StartsWith("unsteady", StringComparison.Ordinal)).ToList();
        output.WriteLine($"{results.Count} models: {computed - unsteady.Count} compute the same bits, {unsteady.Count} differ even from themselves, "
            + $"{results.Count - computed} are refused by ONNX Runtime before and after writing alike");
        foreach (var result in unsteady) output.WriteLine($"{Path.GetFileName(result.Original)} {result.Note}");
        foreach (var reasons in results.Where(r => !r.Computed).GroupBy(Reason).OrderByDescending(g => g.Count()).Take(12))
        {
            output.WriteLine($"{reasons.Count(),5} {reasons.Key}");
        }
        Assert.All(results, r => Assert.True(r.Same, $"{r.Original}: {r.Note}"));
        Assert.InRange((double)computed / results.Count, 0.5, 1);
    }

    private static string Reason(Result result) => result.Note[..Math.Min(60, result.Note.Length)];

    private List<Result> Compare(IReadOnlyList<OrtCase> models, Bytes? over)
    {
        var home = Home();
        var pairs = models.Select((m, i) => m with { Rewritten = Rewrite(m.Original, $"{i}-{over?.Value}.onnx", over) }).ToList();
        var (input, answer) = (Path.Combine(_folder, "pairs.json"), Path.Combine(_folder, "results.json"));
        File.WriteAllText(input, JsonSerializer.Serialize(pairs, JsonSerializerOptions.Web));
        var start = new ProcessStartInfo("node", [Path.Combine(AppContext.BaseDirectory, "ort-compare.cjs"), home, input, answer]) { UseShellExecute = false, RedirectStandardError = true };
        using var node = Process.Start(start)!;
        var errors = node.StandardError.ReadToEndAsync();
        if (!node.WaitForExit(TimeSpan.FromMinutes(5))) node.Kill();
        Assert.True(node.ExitCode == 0, $"node ended with {node.ExitCode}: {errors.Result}");
        return JsonSerializer.Deserialize<List<Result>>(File.ReadAllText(answer), JsonSerializerOptions.Web)!;
    }

    private string Rewrite(string path, string name, Bytes? over)
    {
        using var model = OnnxReader.Read(path, new());
        var target = Path.Combine(_folder, name);
        OnnxWriter.Write(model!, target, new() { ExternalOver = over });
        return target;
    }

    private static string Home()
    {
        var candidates = new List<string>();
        if (Environment.GetEnvironmentVariable("RIDGELINE_ORT_NODE") is { Length: > 0 } named) candidates.Add(named);
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Ridgeline.slnx"))) candidates.Add(Path.Combine(folder.FullName, "artifacts", "ort"));
        }
        var home = candidates.Find(c => Directory.Exists(Path.Combine(c, "node_modules", "onnxruntime-node")));
        if (home is null) Assert.Skip("onnxruntime-node is not installed: run eng/install-ort.sh, or name its folder in RIDGELINE_ORT_NODE");
        if (!HasNode()) Assert.Skip("there is no 'node' to run ONNX Runtime in");
        return home;
    }

    private static bool HasNode() => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Any(f => File.Exists(Path.Combine(f, "node")) || File.Exists(Path.Combine(f, "node.exe")));

    private sealed record Result(string Original, bool Same, bool Computed, string Note);
}
