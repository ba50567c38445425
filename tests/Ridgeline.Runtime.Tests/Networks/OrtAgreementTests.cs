using System.Diagnostics;
using System.Text.Json;
using Ridgeline.Diagnostics;
using Ridgeline.Graphs;
using Ridgeline.Inputs;
using Ridgeline.Onnx;
using Ridgeline.Tests;

namespace Ridgeline.Runtime.Tests.Networks;

/// <summary>
/// Real networks against ONNX Runtime on seeded inputs. It comes from npm: <c>eng/install-ort.sh</c> puts it into <c>artifacts/ort</c>, and
/// RIDGELINE_ORT_NODE names another folder with <c>node_modules</c>.
/// </summary>
public sealed class OrtAgreementTests(ITestOutputHelper output) : IDisposable
{
    private const double Relative = 1e-4;

    private readonly string _folder = Directory.CreateTempSubdirectory("ridgeline").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    // The size is that of dimensions which a network leaves open. Differences are relative to an output's greatest magnitude. In half precision a last
    // digit of a float can move a value by a step, up to 1e-3 of itself. In 8 bits it can move one by 4e-3 of the greatest, and later layers drift apart:
    // of that network the first layer's attention is compared here, and each step in StepByStepTests.
    // On the inputs of 'bench' the voice detector's other output is so near to 0 that ONNX Runtime's own rounding is beyond the tolerance: see VoiceDetectorTests.
    [Theory]
    [InlineData("dtln_model_1.onnx", 1, Relative)]
    [InlineData("magika_standard_v3_3.onnx", 1, Relative)]
    [InlineData("mnist-8.onnx", 1, Relative)]
    [InlineData("ncf_movielens1m.onnx", 1, Relative)]
    [InlineData("ppocr_mobile_v2_cls.onnx", 48, Relative)]
    [InlineData("ppocrv4_det.onnx", 160, Relative)]
    [InlineData("silero_vad_16k_op15.onnx", 512, Relative)]
    [InlineData("silero_vad_16k_op15.onnx", 512, Relative, "stateN", true)]
    [InlineData("squeezenet_deepcompression.onnx", 1, Relative)]
    [InlineData("SqueezeNet_fp16.onnx", 1, Relative)]
    [InlineData("tinytimemixer_etth1.onnx", 512, Relative)]
    [InlineData("ultraface_RFB320.onnx", 1, Relative)]
    [InlineData("whisper-tiny_encoder_q8.onnx", 3000, 1e-2, "encoder_attentions.0")]
    public void A_real_network_agrees(string file, int size, double tolerance, string? compared = null, bool asBench = false)
    {
        var path = SharedData.Get(Path.Combine("models", file));
        var home = Home();
        var diagnostics = new DiagnosticBag();
        using var network = CompiledNetwork.Compile(OnnxReader.Read(path, diagnostics)!, new() { Threads = 2 }, diagnostics);
        diagnostics.ThrowIfErrors();
        var inputs = network!.Inputs.ToDictionary(i => i.Name, i => asBench && i.Tensor!.Element.IsFloat() ? Benched(i, size) : Fill(i.Tensor!, size));
        var expected = Ort(home, path, inputs);
        var made = network.Run(inputs.ToDictionary(i => i.Key, i => (RuntimeValue)i.Value));
        foreach (var tensor in expected.Where(t => compared is null || t.Name == compared))
        {
            var (mine, theirs) = (Reals((RuntimeTensor)made[tensor.Name]), Reals(tensor));
            Assert.Equal(tensor.Dims, ((RuntimeTensor)made[tensor.Name]).Dims);
            var scale = Math.Max(1e-6, theirs.Max(Math.Abs));
            var worst = mine.Zip(theirs, (a, b) => Math.Abs(a - b)).Max() / scale;
            output.WriteLine($"{tensor.Name}: differs by {worst:g2} of the greatest");
            Assert.True(worst <= tolerance, $"{file}, {tensor.Name}: differs by {worst:g3} of the greatest");
        }
    }

    // What 'ridgeline bench' gives a network.
    private static RuntimeTensor Benched(Value input, int size)
    {
        var type = new TensorType(input.Tensor!.Element, Shape.Of(Dims(input.Tensor, size)));
        return TensorTransfer.ToRuntime(SeededInput.Make(input, type, new("none"), 1));
    }

    private static long[] Dims(TensorType type, int size) => [.. type.Shape.Select((d, i) => d.ValueOrNull is { } n and > 0 ? n : i == 0 || IsState(type.Shape) ? 1 : size)];

    private static RuntimeTensor Fill(TensorType type, int size)
    {
        var random = new Random(11);
        var tensor = new RuntimeTensor(type.Element, Dims(type, size));
        if (type.Element == ElementType.Float) foreach (ref var v in tensor.Span<float>()) v = (float)((random.NextDouble() * 2) - 1);
        else if (type.Element == ElementType.Float16) foreach (ref var v in tensor.Span<Half>()) v = (Half)random.NextDouble();
        else if (type.Element == ElementType.Int64) tensor.Span<long>().Fill(type.Shape.Count == 0 ? 16000 : 1);
        else if (type.Element == ElementType.Int32) tensor.Span<int>().Fill(1);
        else throw new NotSupportedException(type.ToString());
        return tensor;
    }

    // The state of a recurrent layer, [directions, batch, size]: what it leaves open is the batch.
    private static bool IsState(Shape shape) => shape is [{ IsKnown: true }, { IsKnown: false }, { IsKnown: true }];

    private List<OrtTensor> Ort(string home, string path, Dictionary<string, RuntimeTensor> inputs)
    {
        var given = inputs.Select(i => new OrtTensor(i.Key, i.Value.Element == ElementType.Float ? "float32" : i.Value.Element.Spelling(), i.Value.Dims, Convert.ToBase64String(i.Value.Bytes)));
        var (cases, results) = (Path.Combine(_folder, "cases.json"), Path.Combine(_folder, "results.json"));
        File.WriteAllText(cases, JsonSerializer.Serialize(new[] { new { model = path, inputs = given } }, JsonSerializerOptions.Web));
        using var node = Process.Start(new ProcessStartInfo("node", [Path.Combine(AppContext.BaseDirectory, "Networks", "ort-run.cjs"), home, cases, results])
        {
            UseShellExecute = false, RedirectStandardError = true,
        })!;
        var errors = node.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        if (!node.WaitForExit(TimeSpan.FromMinutes(3))) node.Kill();
        Assert.True(node.ExitCode == 0, $"node ended with {node.ExitCode}: {errors.Result}");
        return JsonSerializer.Deserialize<List<OrtTensor>[]>(File.ReadAllText(results), JsonSerializerOptions.Web)![0];
    }

    private static double[] Reals(RuntimeTensor tensor) => [.. Enumerable.Range(0, (int)tensor.Count).Select(i => Operators.ScalarReading.Real(tensor, i))];

    private static double[] Reals(OrtTensor tensor)
    {
        var element = tensor.Type == "float32" ? ElementType.Float : Enum.Parse<ElementType>(tensor.Type, ignoreCase: true);
        var copy = new RuntimeTensor(element, tensor.Dims);
        Convert.FromBase64String(tensor.Base64).CopyTo(copy.Bytes);
        return Reals(copy);
    }

    private static string Home()
    {
        var candidates = new List<string>();
        if (Environment.GetEnvironmentVariable("RIDGELINE_ORT_NODE") is { Length: > 0 } named) candidates.Add(named);
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent) candidates.Add(Path.Combine(folder.FullName, "artifacts", "ort"));
        var home = candidates.Find(c => Directory.Exists(Path.Combine(c, "node_modules", "onnxruntime-node")));
        if (home is null) Assert.Skip("onnxruntime-node is not installed: run eng/install-ort.sh, or name its folder in RIDGELINE_ORT_NODE");
        return home;
    }

    private sealed record OrtTensor(string Name, string Type, long[] Dims, string Base64);
}
