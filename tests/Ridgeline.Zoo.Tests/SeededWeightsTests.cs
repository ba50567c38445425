using Ridgeline.Diagnostics;
using Ridgeline.Graphs;
using Ridgeline.Graphs.Passes;

namespace Ridgeline.Zoo.Tests;

/// <summary>Weights are absent until asked for, then seeded.</summary>
public sealed class SeededWeightsTests
{
    [Fact]
    public void Weights_are_absent_at_first() =>
        Assert.DoesNotContain(NetworkZoo.Build("resnet18").Graph.Initializers, v => v.Constant!.Data.IsPresent);

    [Fact]
    public void Seeded_weights_are_the_same_each_time_and_differ_by_name_and_seed()
    {
        var (a, b, other) = (Seeded(1), Seeded(1), Seeded(2));
        Assert.Equal(Bytes(a, "layer1.0.conv1.weight"), Bytes(b, "layer1.0.conv1.weight"));
        Assert.NotEqual(Bytes(a, "layer1.0.conv1.weight"), Bytes(a, "layer1.0.conv2.weight"));
        Assert.NotEqual(Bytes(a, "layer1.0.conv1.weight"), Bytes(other, "layer1.0.conv1.weight"));
    }

    [Fact]
    public void Seeded_weights_look_like_their_filling()
    {
        var network = Seeded(0);
        var weights = ElementReader.Reals(Find(network, "layer1.0.conv1.weight"))!;
        Assert.InRange(weights.Average(), -0.002, 0.002);
        Assert.InRange(Math.Sqrt(weights.Average(w => w * w)), 0.95 * Math.Sqrt(2.0 / 576), 1.05 * Math.Sqrt(2.0 / 576));
        Assert.All(ElementReader.Reals(Find(network, "bn1.running_var"))!, v => Assert.Equal(1, v));
        Assert.All(ElementReader.Reals(Find(network, "fc.bias"))!, v => Assert.Equal(0, v));
    }

    [Fact]
    public void Weights_that_are_there_stay()
    {
        var network = NetworkZoo.Build("unet");
        var starts = network.Graph.Initializers.Find(v => v.Name == "up1.crop.starts")!.Constant;
        new SeedWeights().Run(network, new DiagnosticBag());
        Assert.Same(starts, network.Graph.Initializers.Find(v => v.Name == "up1.crop.starts")!.Constant);
    }

    private static Model Seeded(ulong seed)
    {
        var model = NetworkZoo.Build("resnet18");
        new SeedWeights(seed).Run(model, new DiagnosticBag());
        return model;
    }

    private static Tensor Find(Model model, string name) => model.Graph.Initializers.Find(v => v.Name == name)!.Constant!;

    private static byte[] Bytes(Model model, string name) => Find(model, name).Data.ToArray();
}
