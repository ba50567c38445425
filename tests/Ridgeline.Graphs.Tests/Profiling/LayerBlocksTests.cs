using Ridgeline.Graphs.Profiling;

namespace Ridgeline.Graphs.Tests;

public sealed class LayerBlocksTests
{
    public static TheoryData<string[], string[]> Names => new()
    {
        { ["conv1", "layer1.0.conv1", "layer1.0.relu", "layer1.1.conv1", "fc.linear"], ["conv1", "layer1.0", "layer1.0", "layer1.1", "fc"] },
        { ["/layer1/layer1.0/conv1/Conv", "/layer1/layer1.0/conv2/Conv", "/layer1/layer1.1/conv1/Conv"], ["layer1.0.conv1", "layer1.0.conv2", "layer1.1.conv1"] },
        { ["a*", "b", "c*", "d", "e"], ["a*", "a*", "c*", "c*", "c*"] },
        { ["a", "b*", "c*"], ["a", "b*", "b*"] },
        { ["/", "x.y", "x.z", "."], ["", "x", "x", ""] },
        { ["p.Conv.0*", "p.Relu.0", "p.Conv.1*", "p.Relu.1", "p.Conv.2*", "p.Relu.2"], ["p.Conv.0*", "p.Conv.0*", "p.Conv.1*", "p.Conv.1*", "p.Conv.2*", "p.Conv.2*"] },
        { [], [] },
    };

    [Theory]
    [MemberData(nameof(Names))]
    public void Layers_fall_into_blocks(string[] names, string[] blocks) =>
        Assert.Equal(blocks, LayerBlocks.Of([.. names.Select(n => (n, n.EndsWith('*')))]));

    [Fact]
    public void A_large_network_has_few_blocks()
    {
        var names = Enumerable.Range(0, 48).SelectMany(i => Enumerable.Range(0, 20).Select(j => ($"model.layers.{i}.part{j % 4}.op{j}", j % 2 == 0))).ToArray();
        Assert.Equal(48, LayerBlocks.Of(names).Distinct().Count());
    }

    [Fact]
    public void A_name_of_a_million_parts_does_no_harm()
    {
        var name = string.Concat(Enumerable.Repeat("a.", 1_000_000));
        Assert.Single(LayerBlocks.Of([(name, true), (name, true), (name, false)]).Distinct());
    }
}
