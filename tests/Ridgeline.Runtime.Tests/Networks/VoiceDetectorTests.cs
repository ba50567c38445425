using Ridgeline.Diagnostics;
using Ridgeline.Graphs;
using Ridgeline.Graphs.Passes;
using Ridgeline.Inputs;
using Ridgeline.Onnx;
using Ridgeline.Runtime.Tests.Rivals;
using Ridgeline.Tests;

namespace Ridgeline.Runtime.Tests.Networks;

/// <summary>
/// The voice detector on noise, as 'bench' gives it: node by node against ONNX Runtime, graph rewriting off. Noise is no voice: the probability is 3e-4.
/// ONNX Runtime forms a sigmoid as 1/2 + p(x)/q(x) (onnxruntime/core/mlas/lib/logistic.cpp), so that its error is a part of 1/2 however small the result;
/// the sigmoid is therefore held against double precision.
/// </summary>
public sealed class VoiceDetectorTests(ITestOutputHelper output) : IDisposable
{
    private const double Relative = 1e-4;
    private const double StepRelative = 1e-5;
    private const int SigmoidUlps = 4;
    private const string Logit = "/model/decoder/decoder/2/Conv_output_0";

    private readonly string _folder = Directory.CreateTempSubdirectory("ridgeline").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Each_step_is_that_of_ONNX_Runtime_or_nearer_to_the_truth()
    {
        using var model = Read();
        var given = Given(model);
        model.Graph.Outputs.Clear();
        model.Graph.Outputs.AddRange(model.Graph.Nodes.SelectMany(n => n.Outputs).OfType<Value>());
        var values = Ort(model, given, optimise: false);
        foreach (var (name, tensor) in given) values[name] = tensor;
        var tried = 0;
        foreach (var node in model.Graph.Nodes)
        {
            if (values[node.Outputs[0]!.Name].Element != ElementType.Float || Steps.Run(node, model, values) is not { } made) continue;
            tried++;
            foreach (var (name, mine) in made) AssertStep(node, Reals(TensorTransfer.FromRuntime(mine)), Reals(values[name]), Reals(values[node.Inputs[0]!.Name]));
        }
        Assert.InRange(tried, 30, int.MaxValue);
    }

    // What ONNX Runtime's last step strays from its own input's sigmoid is not ours to follow: the tolerance is wider by just that, and ours must stray less.
    [Fact]
    public void The_whole_network_agrees_but_for_what_ONNX_Runtime_strays_from_a_sigmoid()
    {
        using var model = Read();
        var given = Given(model);
        model.Graph.Outputs.Add(model.Graph.Nodes.SelectMany(n => n.Outputs).First(o => o?.Name == Logit)!);
        var mine = Own(model, given);
        var plain = Ort(model, given, optimise: false);
        foreach (var optimise in (bool[])[false, true])
        {
            var theirs = Ort(model, given, optimise);
            var (own, other) = (Reals(mine["output"])[0], Reals(theirs["output"])[0]);
            var (ownError, otherError) = (own - Sigmoid(Reals(mine[Logit])[0]), other - Sigmoid(Reals(theirs[Logit])[0]));
            output.WriteLine($"probability {own:g6}, error of its sigmoid {ownError:g2}, theirs {otherError:g2} (rewritten: {optimise})");
            foreach (var name in theirs.Keys) output.WriteLine($"{name}: ONNX Runtime differs from itself by {Farthest(Reals(theirs[name]), Reals(plain[name])):g2}");
            foreach (var name in (string[])[Logit, "stateN"]) Assert.InRange(Farthest(Reals(mine[name]), Reals(theirs[name])), 0, Relative);
            Assert.InRange(Math.Abs(own - other), 0, (Relative * other) + Math.Abs(otherError));
            Assert.True(Math.Abs(ownError) <= Math.Abs(otherError), $"the sigmoid strays by {ownError:g3}, ONNX Runtime's by {otherError:g3}");
        }
    }

    private void AssertStep(Node node, double[] mine, double[] theirs, double[] given)
    {
        if (node.OpType != "Sigmoid")
        {
            if (Farthest(mine, theirs) is var difference and > 0) output.WriteLine($"{node}: {difference:g2}");
            Assert.True(Farthest(mine, theirs) <= StepRelative, $"{node}: differs by {Farthest(mine, theirs):g3} of the greatest");
            return;
        }
        for (var i = 0; i < mine.Length; i++)
        {
            var truth = Sigmoid(given[i]);
            output.WriteLine($"{node}({given[i]:g9}): ours {mine[i]:g9}, theirs {theirs[i]:g9}, in double precision {truth:g9}");
            Assert.InRange(Math.Abs(mine[i] - truth), 0, SigmoidUlps * Math.Pow(2, -23) * truth);
        }
    }

    private static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));

    private static double Farthest(double[] mine, double[] theirs) => mine.Zip(theirs, (a, b) => Math.Abs(a - b)).Max() / Math.Max(1e-6, theirs.Max(Math.Abs));

    private static double[] Reals(Tensor tensor) => ElementReader.Reals(tensor)!;

    // The rate is a constant here: it chooses a branch, and cleaning up takes that out of its If.
    private static Model Read()
    {
        var diagnostics = new DiagnosticBag();
        var model = OnnxReader.Read(SharedData.Get("models/silero_vad_16k_op15.onnx"), diagnostics)!;
        var rate = model.Graph.Inputs.Find(i => i.Name == "sr")!;
        rate.Constant = new Tensor(ElementType.Int64, [], Tensor.OfInt64([16000]).Data);
        model.Graph.Inputs.Remove(rate);
        model.Graph.Initializers.Add(rate);
        foreach (var input in model.Graph.Inputs) input.Type = new TensorType(ElementType.Float, input.Name == "input" ? Shape.Of(1, 512) : Shape.Of(2, 1, 128));
        PassPipeline.CleanUp().Run(model, diagnostics);
        diagnostics.ThrowIfErrors();
        return model;
    }

    private static Dictionary<string, Tensor> Given(Model model)
        => model.Graph.Inputs.ToDictionary(i => i.Name, i => SeededInput.Make(i, i.Tensor!, model.Graph, 1), StringComparer.Ordinal);

    private Dictionary<string, Tensor> Own(Model model, Dictionary<string, Tensor> given)
    {
        var diagnostics = new DiagnosticBag();
        using var network = CompiledNetwork.Compile(OnnxReader.Read(Write(model), diagnostics)!, new() { Threads = 1 }, diagnostics);
        diagnostics.ThrowIfErrors();
        var made = network!.Run(given.ToDictionary(g => g.Key, g => (RuntimeValue)TensorTransfer.ToRuntime(g.Value)));
        return made.ToDictionary(o => o.Key, o => TensorTransfer.FromRuntime((RuntimeTensor)o.Value), StringComparer.Ordinal);
    }

    private Dictionary<string, Tensor> Ort(Model model, Dictionary<string, Tensor> given, bool optimise)
    {
        using var ort = OrtAtHand.Open();
        using var session = ort.Open(Write(model), 1, optimise);
        using var run = session.Bind([.. session.Inputs.Select(name => given[name])]);
        run.Run();
        return new(run.Results(), StringComparer.Ordinal);
    }

    private string Write(Model model)
    {
        var path = Path.Combine(_folder, "tried.onnx");
        OnnxWriter.Write(model, path);
        return path;
    }
}
