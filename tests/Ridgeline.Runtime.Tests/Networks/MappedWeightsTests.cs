using Ridgeline.Diagnostics;
using Ridgeline.Graphs;
using Ridgeline.Graphs.Building;
using Ridgeline.Onnx;
using Ridgeline.Runtime.Bench;

namespace Ridgeline.Runtime.Tests.Networks;

/// <summary>Weights that stay in their file: the same results as from memory, and nothing of the file is left in a result.</summary>
public sealed class MappedWeightsTests : IDisposable
{
    // Large enough to stay in the file.
    private const int Rows = 33, Columns = 70;

    private readonly string _file = Path.GetTempFileName();
    private readonly float[] _matrix = [.. Enumerable.Range(0, Rows * Columns).Select(i => (i % 97) - 48f)];

    public void Dispose() => File.Delete(_file);

    [Fact]
    public void Results_are_those_of_weights_in_memory()
    {
        var input = RuntimeTensor.Of<float>(ElementType.Float, [.. Enumerable.Range(0, 2 * Rows).Select(i => i / 8f)], 2, Rows);
        OnnxWriter.Write(Build(), _file);
        var (fromFile, fromMemory) = (Run(Read(), input), Run(Build(), input));
        Assert.Equal(["product", "row", "constant"], fromFile.Keys);
        Assert.All(fromFile, o => Assert.Equal(((RuntimeTensor)fromMemory[o.Key]).Span<float>().ToArray(), ((RuntimeTensor)o.Value).Span<float>().ToArray()));
    }

    [Fact]
    public void A_weight_that_is_a_result_outlives_the_file()
    {
        OnnxWriter.Write(Build(), _file);
        var outputs = Run(Read(), new(ElementType.Float, 2, Rows));
        Assert.Equal(_matrix, ((RuntimeTensor)outputs["constant"]).Span<float>().ToArray());
    }

    [Fact]
    public void The_phases_of_a_first_run_are_told_in_order()
    {
        var clock = new PhaseClock();
        using var network = CompiledNetwork.Compile(Build(), new(), new(), clock)!;
        network.Run(new Dictionary<string, RuntimeValue> { ["x"] = new RuntimeTensor(ElementType.Float, 2, Rows) });
        Assert.Equal(["clean up", "infer", "fold and fuse", "pack and plan"], clock.Phases.Select(p => p.Name));
        Assert.All(clock.Phases, p => Assert.True(p.Time.Value >= 0));
    }

    // The matrix is packed for one product, looked up in by row, and returned.
    private Model Build()
    {
        var net = new GraphBuilder("mapped", 17);
        var x = net.Input("x", ElementType.Float, 2, Rows);
        var matrix = net.Constant("matrix", Tensor.OfFloat(_matrix, Rows, Columns));
        net.Output(net.Node("MatMul", "product", [x, matrix]), "product");
        net.Output(net.Node("Gather", "row", [matrix, net.Constant("at", Tensor.OfInt64([7, 0], 2))]), "row");
        net.Output(net.Node("Reshape", "constant", [matrix, net.Constant("dims", Tensor.OfInt64([Columns, Rows], 2))]), "constant");
        return net.Build();
    }

    private Model Read()
    {
        var diagnostics = new DiagnosticBag();
        var model = OnnxReader.Read(_file, diagnostics);
        diagnostics.ThrowIfErrors();
        return model!;
    }

    private static IReadOnlyDictionary<string, RuntimeValue> Run(Model model, RuntimeTensor x)
    {
        using var network = CompiledNetwork.Compile(model, new() { Threads = 2 }, new())!;
        return network.Run(new Dictionary<string, RuntimeValue> { ["x"] = x });
    }
}
