using Ridgeline.Diagnostics;
using Ridgeline.Graphs;
using Ridgeline.Onnx;
using Ridgeline.Runtime.Tests.Rivals;
using Ridgeline.Tests;

namespace Ridgeline.Runtime.Tests.Networks;

/// <summary>
/// Each node of a real 8-bit network on what ONNX Runtime's nodes before it made, graph rewriting off. Integers are identical; reals differ in last digits.
/// Over the whole network these digits grow: one of a million values that are quantised anew falls to the other side of a half, and noise, which no
/// speech model has seen, lets later layers drift apart. ONNX Runtime drifts from itself as far when it rewrites the graph.
/// </summary>
public sealed class StepByStepTests(ITestOutputHelper output) : IDisposable
{
    private const double Relative = 1e-5;

    // Two drifts that a last digit set off are alike in size, not equal: each change of what is fused moves both ways.
    private const double SameOrder = 2;
    private const string File = "models/whisper-tiny_encoder_q8.onnx";

    // Two convolutions, six products, and what makes bytes for them.
    private const int IntegerSteps = 14;

    private const int Mels = 80, Frames = 3000;

    private readonly string _folder = Directory.CreateTempSubdirectory("ridgeline").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Each_step_of_a_network_of_bytes_is_that_of_ONNX_Runtime()
    {
        using var model = Read();
        var nodes = FirstLayer(model);
        model.Graph.Outputs.Clear();
        model.Graph.Outputs.AddRange(nodes.SelectMany(n => n.Outputs).OfType<Value>());
        model.Graph.Nodes.RemoveRange(nodes.Count, model.Graph.Nodes.Count - nodes.Count);
        var values = Ort(model, Noise(), optimise: false);
        values["input_features"] = Noise();
        Assert.True(nodes.Count(n => Steps.IsOfIntegers(n, values)) >= IntegerSteps, "the part that is tried holds too few integer steps");
        foreach (var node in nodes)
        {
            if (Steps.Run(node, model, values) is not { } made) continue;
            foreach (var (name, mine) in made) AssertSame(node, name, mine, TensorTransfer.ToRuntime(values[name]));
        }
    }

    [Fact]
    public void The_whole_network_drifts_from_ONNX_Runtime_as_that_does_from_itself()
    {
        using var model = Read();
        var (plain, rewritten) = (Ort(model, Noise(), optimise: false), Ort(model, Noise(), optimise: true));
        var diagnostics = new DiagnosticBag();
        using var network = CompiledNetwork.Compile(model, new() { Threads = 2 }, diagnostics);
        diagnostics.ThrowIfErrors();
        var made = network!.Run(new Dictionary<string, RuntimeValue> { ["input_features"] = TensorTransfer.ToRuntime(Noise()) });
        foreach (var (name, value) in made)
        {
            var reference = TensorTransfer.ToRuntime(plain[name]);
            var (mine, own) = (Difference((RuntimeTensor)value, reference), Difference(TensorTransfer.ToRuntime(rewritten[name]), reference));
            output.WriteLine($"{name}: {mine:g2} of the greatest from ONNX Runtime, which differs by {own:g2} from itself");
            Assert.True(mine <= SameOrder * own, $"{name}: differs by {mine:g3}, ONNX Runtime from itself by {own:g3}");
        }
    }

    private void AssertSame(Node node, string name, RuntimeTensor mine, RuntimeTensor theirs)
    {
        Assert.Equal(theirs.Dims, mine.Dims);
        if (!theirs.Element.IsFloat()) Assert.True(mine.Bytes.SequenceEqual(theirs.Bytes), $"{node}, {name}: other integers");
        else if (Difference(mine, theirs) is var difference and > 0)
        {
            output.WriteLine($"{node}, {name}: {difference:g2}");
            Assert.InRange(difference, 0, Relative);
        }
    }

    private static double Difference(RuntimeTensor mine, RuntimeTensor theirs)
    {
        var a = mine.Span<float>();
        var b = theirs.Span<float>();
        var (worst, scale) = (0.0, 1e-6);
        for (var i = 0; i < a.Length; i++)
        {
            worst = Math.Max(worst, Math.Abs(a[i] - b[i]));
            scale = Math.Max(scale, Math.Abs(b[i]));
        }
        return worst / scale;
    }

    // All of the first layer; what follows repeats it and is large.
    private static List<Node> FirstLayer(Model model)
    {
        var nodes = model.Graph.Nodes;
        return nodes[..(nodes.FindLastIndex(n => n.Label.StartsWith("/layers.0/", StringComparison.Ordinal)) + 1)];
    }

    private static Model Read()
    {
        var diagnostics = new DiagnosticBag();
        var model = OnnxReader.Read(SharedData.Get(File), diagnostics);
        diagnostics.ThrowIfErrors();
        return model!;
    }

    private static Tensor Noise()
    {
        var random = new Random(11);
        return Tensor.OfFloat([.. Enumerable.Range(0, Mels * Frames).Select(_ => (float)((random.NextDouble() * 2) - 1))], 1, Mels, Frames);
    }

    private Dictionary<string, Tensor> Ort(Model model, Tensor input, bool optimise)
    {
        using var ort = OrtAtHand.Open();
        var path = Path.Combine(_folder, "tried.onnx");
        OnnxWriter.Write(model, path);
        using var session = ort.Open(path, 2, optimise);
        using var run = session.Bind([input]);
        run.Run();
        return new(run.Results(), StringComparer.Ordinal);
    }
}
