using System.Text.RegularExpressions;
using Ridgeline.Graphs;

namespace Ridgeline.Zoo.Tests;

/// <summary>The reconstructed TPU v1 applications against table 1 of Jouppi et al., arXiv:1704.04760.</summary>
public sealed partial class TransformersTpuTests
{
    public static TheoryData<string, int, int, int, int, double, double, int> Table { get; } = new()
    {
        { "tpu-mlp0", 5, 0, 0, 0, 20e6, 200, 200 },
        { "tpu-mlp1", 4, 0, 0, 0, 5e6, 168, 168 },
        { "tpu-lstm0", 24, 0, 34, 0, 52e6, 64, 64 },
        { "tpu-lstm1", 37, 0, 19, 0, 34e6, 96, 96 },
        { "tpu-cnn0", 0, 16, 0, 0, 8e6, 2888, 8 },
        { "tpu-cnn1", 4, 72, 0, 13, 100e6, 1750, 32 },
    };

    [Theory]
    [MemberData(nameof(Table))]
    public void Layers_weights_batch_and_intensity_are_the_papers(
        string name, int fc, int conv, int vector, int pool, double weights, double intensity, int batch)
    {
        using var model = TransformersCase.Build(name);
        var layers = model.Graph.Nodes.Select(n => Layer().Match(n.Name)).Where(m => m.Success).Select(m => m.Value).ToHashSet();
        int Count(string kind) => layers.Count(l => l.StartsWith(kind, StringComparison.Ordinal));
        Assert.Equal((fc, conv, vector, pool), (Count("fc"), Count("conv"), Count("vector"), Count("pool")));
        Assert.Equal(batch, model.Graph.Inputs[0].Tensor!.Shape[0].Value);
        Assert.InRange(TransformersCase.Parameters(model) / weights, 0.98, 1.02);
        Assert.InRange(Macs(model, batch) / TransformersCase.Parameters(model) / intensity, 0.95, 1.05);
        Assert.Contains("reconstructed", TransformersCase.Find(name).Summary, StringComparison.Ordinal);
    }

    // From weights and the known side of the picture at each layer, not from the operator table.
    private static double Macs(Model model, int batch)
    {
        var side = 19.0;
        if (model.Graph.Name == "tpu-cnn1") side = 224;
        double macs = 0;
        foreach (var node in model.Graph.Nodes)
        {
            if (node.Ints("strides") is { } strides) side /= strides[0];
            if (node.OpType is not ("QLinearConv" or "QLinearMatMul")) continue;
            macs += batch * node.Inputs[3]!.Constant!.Count * (node.OpType == "QLinearConv" ? side * side : 1.0);
        }
        return macs;
    }

    [GeneratedRegex(@"^(fc|conv|vector|pool)\d+")]
    private static partial Regex Layer();
}
