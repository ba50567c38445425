using Ridgeline.Graphs;
using Ridgeline.Onnx;
using Ridgeline.Runtime.Rivals;

namespace Ridgeline.Runtime.Tests.Rivals;

/// <summary>ONNX Runtime through its C API. Skipped where <c>eng/install-ort.sh</c> was not run and RIDGELINE_ORT names none.</summary>
public sealed class OrtTests
{
    [Fact]
    public void A_network_runs_again_and_again_and_gives_what_it_should()
    {
        using var ort = OrtAtHand.Open();
        Assert.Matches(@"^1\.\d+\.\d+$", ort.Version);
        var file = Path.GetTempFileName();
        Doubling(file);
        using (var session = ort.Open(file, 1))
        {
            Assert.Equal(["x"], session.Inputs);
            Assert.Equal(["y"], session.Outputs);
            using var run = session.Bind([Tensor.OfFloat([1, 2, 3, -4], 2, 2)]);
            for (var i = 0; i < 3; i++) run.Run();
            var result = run.Results()["y"];
            Assert.Equal([2, 2], result.Dims);
            Assert.Equal([2, 4, 6, -8], ElementReader.Reals(result)!);
        }
        File.Delete(file);
    }

    [Fact]
    public void A_refusal_is_told_in_its_own_words()
    {
        using var ort = OrtAtHand.Open();
        Assert.Contains("nothing.onnx", Assert.Throws<OrtException>(() => ort.Open("nothing.onnx", 1)).Message, StringComparison.Ordinal);
        var file = Path.GetTempFileName();
        Doubling(file);
        using (var session = ort.Open(file, 1))
        {
            using var run = session.Bind([Tensor.OfInt64([1], 1, 1)]);
            Assert.Contains("int64", Assert.Throws<OrtException>(run.Run).Message, StringComparison.OrdinalIgnoreCase);
        }
        File.Delete(file);
    }

    [Fact]
    public void A_file_that_is_no_library_is_told()
    {
        var file = Path.GetTempFileName();
        Assert.Null(OrtLibrary.TryLoad(file, out var problem));
        Assert.Contains("is no ONNX Runtime", problem, StringComparison.Ordinal);
        Assert.Null(OrtLibrary.TryLoad("/none", out problem));
        Assert.Contains("/none", problem, StringComparison.Ordinal);
        File.Delete(file);
    }

    private static void Doubling(string path)
    {
        var graph = new Graph("doubling");
        var x = new Value("x") { Type = new TensorType(ElementType.Float, Shape.Of(2, 2)) };
        var y = new Value("y") { Type = x.Type };
        var node = new Node("Add");
        node.Inputs.AddRange([x, x]);
        node.Outputs.Add(y);
        graph.Inputs.Add(x);
        graph.Outputs.Add(y);
        graph.Nodes.Add(node);
        using var model = new Model(graph) { IrVersion = 8 };
        model.Opsets[""] = 13;
        OnnxWriter.Write(model, path);
    }
}
