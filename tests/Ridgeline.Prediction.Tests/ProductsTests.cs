using Ridgeline.Graphs.Operators;
using Ridgeline.Graphs.Profiling;

namespace Ridgeline.Prediction.Tests;

/// <summary>Products of layers add up to their MACs, and look as a convolution or an attention should.</summary>
public sealed class ProductsTests
{
    [Theory]
    [InlineData("resnet50")]
    [InlineData("mobilenet-v2")]
    [InlineData("unet")]
    [InlineData("bert-base")]
    [InlineData("llama-2-7b?phase=decode")]
    [InlineData("mixtral-8x7b")]
    [InlineData("lstm")]
    [InlineData("gru")]
    [InlineData("whisper-tiny")]
    [InlineData("tpu-lstm0")]
    public void Products_add_up_to_the_macs(string network)
    {
        foreach (var layer in Loaded.Zoo(network).Profile(new() { Sparsity = false }).Layers)
        {
            var sum = layer.Flow.Products.Aggregate(Int128.Zero, (all, p) => all + p.Macs) * layer.Repeats;
            Assert.True(sum == (layer.Work?.Macs.Value ?? 0), $"{layer.Name}: {sum} of {layer.Work?.Macs}");
        }
    }

    [Theory]
    [InlineData("resnet50", 0, 12544, 64, 147, 1, 1)]
    [InlineData("mobilenet-v1", 1, 12544, 1, 9, 32, 1)]
    [InlineData("lstm", 0, 1, 2600, 1300, 1, 35)]
    public void A_layer_has_the_product_of_its_shape(string network, int index, long m, long n, long k, long count, long steps)
    {
        var layers = Loaded.Zoo(network).Profile(new ProfileOptions { Sparsity = false }).Layers.Where(l => l.Flow.Products.Count > 0).ToList();
        Assert.Equal([new MatrixProduct(m, n, k, count, steps)], layers[index].Flow.Products.Select(p => p with { Window = null }));
    }
}
