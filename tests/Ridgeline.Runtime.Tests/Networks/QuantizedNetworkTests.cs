using Ridgeline.Diagnostics;
using Ridgeline.Graphs;
using Ridgeline.Graphs.Building;
using Ridgeline.Graphs.Passes;
using Ridgeline.Onnx;
using Ridgeline.Runtime.Rivals;
using Ridgeline.Runtime.Tests.Rivals;
using Ridgeline.Runtime.Tests.Planning;
using Ridgeline.Tests;

namespace Ridgeline.Runtime.Tests.Networks;

/// <summary>
/// Networks of floats that a quantiser went through, against the plain run and ONNX Runtime. RIDGELINE_QDQ names a folder to keep them in, for <c>bench</c>.
/// </summary>
public sealed class QuantizedNetworkTests(ITestOutputHelper output) : IDisposable
{
    // What ONNX Runtime makes of the graph rounds elsewhere: its means of bytes alone are a step off for half of the channels.
    private const double Rewritten = 12;

    private readonly string _folder = Directory.CreateTempSubdirectory("ridgeline").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    // The mean of what each element is off, in 1/255 of the output's range. Where a float sum falls on another side of a half, a byte is off by one step, and
    // layers behind it spread that.
    [Theory]
    [InlineData("mnist-8.onnx", 1, 1)]
    [InlineData("squeezenet_deepcompression.onnx", 1, 1)]
    [InlineData("ultraface_RFB320.onnx", 1, 1)]
    [InlineData("ppocr_mobile_v2_cls.onnx", 48, 1)]
    [InlineData("ppocrv4_det.onnx", 160, 1)]
    public void A_quantised_network_agrees(string file, int size, double tolerance)
    {
        var inputs = Read(file).Graph.RequiredInputs.ToDictionary(i => i.Name, i => (RuntimeValue)Fill(i.Tensor!, size));
        using var model = Quantizer.Quantized(() => Read(file), inputs);
        Compare(model, Path.ChangeExtension(file, ".qdq.onnx"), inputs, tolerance);
    }

    [Theory]
    [InlineData(33, 24)]
    [InlineData(65, 33)]
    [InlineData(224, 64)]
    public void An_image_network_in_bytes_agrees(int size, int width)
    {
        var net = new GraphBuilder("images", 17);
        QuantizedNet.Images(net, size, width);
        using var model = net.Build();
        Compare(model, $"images-{size}.onnx", new() { ["x"] = Fill(model.Graph.Inputs[0].Tensor!, size) }, 1);
    }

    private void Compare(Model model, string file, Dictionary<string, RuntimeValue> inputs, double tolerance)
    {
        var kept = Environment.GetEnvironmentVariable("RIDGELINE_QDQ") is { Length: > 0 } folder ? folder : _folder;
        var path = Path.Combine(kept, file);
        OnnxWriter.Write(model, path);
        var (fused, plain) = (Run(path, new() { Threads = 2 }, inputs), Run(path, new() { Threads = 2, Fuse = false }, inputs));
        Near("the plain run", fused, plain.ToDictionary(p => p.Key, p => (RuntimeTensor)p.Value), tolerance);
        // It refuses QuantizeLinear in operator sets that do not have it.
        if (model.Opset < 10) return;
        using var ort = OrtAtHand.Open();
        Near("ONNX Runtime as written", fused, Theirs(ort, path, inputs, false), tolerance);
        Near("ONNX Runtime", fused, Theirs(ort, path, inputs, true), Rewritten);
    }

    private static Dictionary<string, RuntimeTensor> Theirs(OrtLibrary ort, string path, Dictionary<string, RuntimeValue> inputs, bool optimise)
    {
        using var session = ort.Open(path, 1, optimise);
        using var run = session.Bind([.. session.Inputs.Select(i => TensorTransfer.FromRuntime((RuntimeTensor)inputs[i]))]);
        run.Run();
        return run.Results().ToDictionary(r => r.Key, r => TensorTransfer.ToRuntime(r.Value));
    }

    private static Model Read(string file)
    {
        var diagnostics = new DiagnosticBag();
        var model = OnnxReader.Read(SharedData.Get(Path.Combine("models", file)), diagnostics)!;
        PassPipeline.CleanUp().Run(model, diagnostics);
        diagnostics.ThrowIfErrors();
        return model;
    }

    private void Near(string whom, IReadOnlyDictionary<string, RuntimeValue> made, Dictionary<string, RuntimeTensor> expected, double tolerance)
    {
        foreach (var (name, theirs) in expected)
        {
            var a = ((RuntimeTensor)made[name]).Span<float>();
            var b = theirs.Span<float>();
            var range = Math.Max(1e-9f, System.Numerics.Tensors.TensorPrimitives.Max<float>(b) - System.Numerics.Tensors.TensorPrimitives.Min<float>(b));
            double sum = 0, worst = 0, unequal = 0;
            for (var i = 0; i < b.Length; i++)
            {
                var off = Math.Abs(a[i] - b[i]) / range * 255;
                (sum, worst, unequal) = (sum + off, Math.Max(worst, off), unequal + (off > 0.01 ? 1 : 0));
            }
            output.WriteLine($"{name} from {whom}: {sum / b.Length:g3} steps on average, {worst:g3} at most, {unequal / b.Length:p1} differ");
            Assert.True(sum / b.Length <= tolerance, $"{name} is {sum / b.Length:g3} steps from {whom}");
        }
    }

    private static IReadOnlyDictionary<string, RuntimeValue> Run(string path, RuntimeOptions options, Dictionary<string, RuntimeValue> inputs)
    {
        var diagnostics = new DiagnosticBag();
        using var network = CompiledNetwork.Compile(OnnxReader.Read(path, diagnostics)!, options, diagnostics);
        diagnostics.ThrowIfErrors();
        return network!.Run(inputs);
    }

    private static RuntimeTensor Fill(TensorType type, int size)
    {
        var random = new Random(11);
        var tensor = new RuntimeTensor(type.Element, [.. type.Shape.Select((d, i) => d.ValueOrNull is { } n and > 0 ? n : i == 0 ? 1 : size)]);
        foreach (ref var v in tensor.Span<float>()) v = (random.NextSingle() * 2) - 1;
        return tensor;
    }
}
