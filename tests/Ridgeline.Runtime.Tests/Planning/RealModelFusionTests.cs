using Ridgeline.Diagnostics;
using Ridgeline.Graphs;
using Ridgeline.Onnx;
using Ridgeline.Runtime.Operators;
using Ridgeline.Tests;

namespace Ridgeline.Runtime.Tests.Planning;

/// <summary>Exported networks: what is fused in them, and that it changes nothing.</summary>
public sealed class RealModelFusionTests(ITestOutputHelper output)
{
    // The size is that of dimensions which a network leaves open. Differences are relative to an output's greatest magnitude; in eight bits a rounding
    // that falls to the other side moves a value by a whole step, and in half precision by 5e-4.
    [Theory]
    [InlineData("dtln_model_1.onnx", 1, 1e-4)]
    [InlineData("magika_standard_v3_3.onnx", 1, 1e-4, "MatMul of MatMul Add Mul Mul Mul Add Mul Tanh Add Mul Mul")]
    [InlineData("mnist-8.onnx", 1, 1e-4)]
    [InlineData("ncf_movielens1m.onnx", 1, 1e-4)]
    [InlineData("ppocr_mobile_v2_cls.onnx", 48, 1e-4, "Conv of Conv BatchNormalization Add Clip Mul Div")]
    [InlineData("ppocrv4_det.onnx", 160, 1e-4, "Elements of Mul Add Add Clip Mul Div Mul Add")]
    [InlineData("silero_vad_16k_op15.onnx", 512, 1e-4)]
    [InlineData("squeezenet_deepcompression.onnx", 1, 1e-4)]
    [InlineData("SqueezeNet_fp16.onnx", 1, 5e-3)]
    [InlineData("tinytimemixer_etth1.onnx", 512, 1e-4)]
    [InlineData("ultraface_RFB320.onnx", 1, 1e-4)]
    [InlineData("whisper-tiny_encoder_q8.onnx", 3000, 2, "LayerNormalization of Add ReduceMean Sub Pow ReduceMean Add Sqrt Div Mul Add")]
    public void Fused_and_plain_agree(string file, int size, double tolerance, string? fusion = null)
    {
        using var fused = Compile(file, new());
        using var plain = Compile(file, new() { Fuse = false });
        var inputs = plain.Inputs.ToDictionary(i => i.Name, i => (RuntimeValue)Fill(i.Tensor!, size));
        var (made, expected) = (fused.Run(inputs), plain.Run(inputs));
        using var run = fused.Open(inputs);
        var groups = run.Program.Steps.Where(s => s.Nodes.Count > 1)
            .GroupBy(s => $"{s.Implementation.Name} of {string.Join(" ", s.Nodes.Select(n => n.OpType))}").OrderByDescending(g => g.Count()).ToList();
        output.WriteLine($"{file}: {run.Program.Steps.Sum(s => s.Nodes.Count)} nodes in {run.Program.Steps.Length} steps");
        foreach (var group in groups) output.WriteLine($"  {group.Count()} x {group.Key}");
        foreach (var (name, value) in expected)
        {
            var (a, b) = (Reals(made[name]), Reals(value));
            var scale = Math.Max(1e-6, b.Max(Math.Abs));
            var worst = a.Zip(b, (x, y) => Math.Abs(x - y)).Max() / scale;
            output.WriteLine($"  {name}: {worst:g2}");
            Assert.True(worst <= tolerance, $"{file}, {name}: differs by {worst:g3} of the greatest");
        }
        if (fusion is not null) Assert.Contains(groups, g => g.Key.StartsWith(fusion, StringComparison.Ordinal));
    }

    private static CompiledNetwork Compile(string file, RuntimeOptions options)
    {
        var diagnostics = new DiagnosticBag();
        var network = CompiledNetwork.Compile(OnnxReader.Read(SharedData.Get(Path.Combine("models", file)), diagnostics)!, options, diagnostics);
        diagnostics.ThrowIfErrors();
        return network!;
    }

    private static RuntimeTensor Fill(TensorType type, int size)
    {
        var random = new Random(11);
        var isState = type.Shape is [{ IsKnown: true }, { IsKnown: false }, { IsKnown: true }];
        var tensor = new RuntimeTensor(type.Element, [.. type.Shape.Select((d, i) => d.ValueOrNull is { } n and > 0 ? n : i == 0 || isState ? 1 : size)]);
        if (type.Element == ElementType.Float) foreach (ref var v in tensor.Span<float>()) v = (random.NextSingle() * 2) - 1;
        else if (type.Element == ElementType.Float16) foreach (ref var v in tensor.Span<Half>()) v = (Half)random.NextDouble();
        else if (type.Element == ElementType.Int64) tensor.Span<long>().Fill(type.Shape.Count == 0 ? 16000 : 1);
        else tensor.Span<int>().Fill(1);
        return tensor;
    }

    private static double[] Reals(RuntimeValue value) => value is RuntimeTensor tensor ? [.. Enumerable.Range(0, (int)tensor.Count).Select(i => ScalarReading.Real(tensor, i))] : [];
}
