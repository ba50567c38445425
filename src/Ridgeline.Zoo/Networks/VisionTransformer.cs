using Ridgeline.Graphs;

namespace Ridgeline.Zoo.Networks;

/// <summary>ViT-B/16 (Dosovitskiy et al. 2020), named after torchvision's implementation.</summary>
internal static class VisionTransformer
{
    private const int Layers = 12;
    private const long Width = 768;
    private const long Heads = 12;
    private const long Patch = 16;
    private const float Epsilon = 1e-6f;

    public static readonly ZooNetwork[] Entries =
    [
        new("vit-b16", "Vision transformer, base, patches of 16 by 16: 86,567,656 parameters", "Dosovitskiy et al., arXiv:2010.11929",
            [ZooParameter.Word("image", "pixels a side", "224", "384"), WeightPrecision.Single], Build),
    ];

    private static Model Build(ZooQuery query)
    {
        var layers = new TransformerBuilder("vit-b16", WeightPrecision.Of(query));
        var side = query.Number("image");
        var x = layers.Net.Input("pixel_values", layers.Net.Precision, query.Batch, 3, side, side);
        x = Embed(layers, x, query.Batch, side / Patch * (side / Patch));
        for (var i = 0; i < Layers; i++)
        {
            using var scope = layers.Net.Scope($"encoder.layers.encoder_layer_{i}");
            x = layers.Add(x, SelfAttention(layers, x), "self_attention.add");
            x = layers.Add(x, FeedForward(layers, x), "mlp.add");
        }
        x = layers.LayerNorm(x, "encoder.ln", Width, Epsilon);
        var first = layers.Net.Constant("heads.first_ids", Tensor.OfInt64([0]));
        x = layers.Net.Node("Gather", "heads.first", [x, first], NodeAttribute.Of("axis", 1L));
        layers.Net.Output(layers.Linear(x, "heads.head", Width, 1000), "logits");
        return layers.Net.Build();
    }

    private static Value Embed(TransformerBuilder layers, Value pixels, long batch, long patches)
    {
        var net = layers.Net;
        Value x;
        using (net.Scope("conv_proj"))
        {
            var w = net.Weight("weight", Filling.Normal(0.02), Width, 3, Patch, Patch);
            x = net.Node("Conv", "", [pixels, w, net.Weight("bias", Filling.Zeros, Width)],
                NodeAttribute.Of("kernel_shape", [Patch, Patch]), NodeAttribute.Of("strides", [Patch, Patch]));
        }
        x = layers.Transpose(layers.Reshape(x, "patches", batch, Width, patches), "tokens", 0, 2, 1);
        var token = net.Weight("class_token", Filling.Zeros, 1, 1, Width);
        var shape = net.Constant("class_shape", Tensor.OfInt64([batch, 1, Width], 3));
        token = net.Node("Expand", "class_tokens", [token, shape]);
        x = net.Node("Concat", "concat", [token, x], NodeAttribute.Of("axis", 1L));
        return layers.Add(x, net.Weight("encoder.pos_embedding", Filling.Normal(0.02), 1, patches + 1, Width), "encoder.add_positions");
    }

    private static Value SelfAttention(TransformerBuilder layers, Value x)
    {
        var y = layers.LayerNorm(x, "ln_1", Width, Epsilon);
        using var scope = layers.Net.Scope("self_attention");
        y = layers.Linear(y, "in_proj", Width, 3 * Width);
        var qkv = layers.Net.Node("", "Split", "split", [y], 3, NodeAttribute.Of("axis", 2L), NodeAttribute.Of("num_outputs", 3L));
        return layers.Linear(layers.Attention(qkv[0]!, qkv[1]!, qkv[2]!, "", Heads), "out_proj", Width, Width);
    }

    private static Value FeedForward(TransformerBuilder layers, Value x)
    {
        var y = layers.LayerNorm(x, "ln_2", Width, Epsilon);
        y = layers.Linear(y, "mlp.linear_1", Width, 4 * Width);
        return layers.Linear(layers.Gelu(y, "mlp.gelu"), "mlp.linear_2", 4 * Width, Width);
    }
}
