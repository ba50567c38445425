using Ridgeline.Graphs;

namespace Ridgeline.Zoo.Networks;

/// <summary>
/// Whisper tiny (Radford et al. 2022), named after the Hugging Face implementation. The encoder's sinusoids are computed and no
/// parameters here, as in the authors' code (37,184,640); Hugging Face stores them as 576,000 more (37,760,640). The decoder runs over
/// all its tokens at once, as in training and scoring.
/// </summary>
internal static class Whisper
{
    private const int Layers = 4;
    private const long Bands = 80;
    private const long Frames = 3000;
    private const long Vocabulary = 51865;
    private const long Positions = 448;

    public static readonly ZooNetwork[] Entries =
    [
        new("whisper-tiny", "Whisper tiny, speech to text: 37,184,640 parameters (the encoder's sinusoids not counted)",
            "Radford et al., arXiv:2212.04356",
            [
                ZooParameter.Word("part", "which half runs", "both", "encoder", "decoder"),
                ZooParameter.Number("seq", 448, "tokens that the decoder runs over at once", most: Positions),
                WeightPrecision.Single,
            ],
            Build),
    ];

    private static Model Build(ZooQuery query)
    {
        var layers = new TransformerBuilder("whisper-tiny", WeightPrecision.Of(query));
        var part = query.Word("part");
        Value heard;
        if (part == "decoder")
        {
            heard = layers.Net.Input("encoder_hidden_states", layers.Net.Precision, query.Batch, Frames / 2, WhisperLayers.Width);
        }
        else
        {
            heard = Encode(layers, layers.Net.Input("input_features", layers.Net.Precision, query.Batch, Bands, Frames));
            if (part == "encoder") layers.Net.Output(heard, "last_hidden_state");
        }
        if (part != "encoder") layers.Net.Output(Decode(layers, heard, query.Batch, query.Number("seq")), "logits");
        return layers.Net.Build();
    }

    private static Value Encode(TransformerBuilder layers, Value features)
    {
        using var scope = layers.Net.Scope("encoder");
        var x = layers.Gelu(Convolve(layers, features, "conv1", Bands, 1), "conv1.gelu");
        x = layers.Gelu(Convolve(layers, x, "conv2", WhisperLayers.Width, 2), "conv2.gelu");
        x = layers.Transpose(x, "frames", 0, 2, 1);
        x = layers.Add(x, Sinusoids.Encode(layers, "embed_positions", Frames / 2, WhisperLayers.Width), "add_positions");
        for (var i = 0; i < Layers; i++)
        {
            using var inner = layers.Net.Scope($"layers.{i}");
            x = WhisperLayers.Attend(layers, x, null, "self_attn", causal: false);
            x = WhisperLayers.FeedForward(layers, x);
        }
        return layers.LayerNorm(x, "layer_norm", WhisperLayers.Width, WhisperLayers.Epsilon);
    }

    private static Value Decode(TransformerBuilder layers, Value heard, long batch, long tokens)
    {
        using var scope = layers.Net.Scope("decoder");
        var ids = layers.Net.Input("decoder_input_ids", ElementType.Int64, batch, tokens);
        var words = layers.Embedding(ids, "embed_tokens", Vocabulary, WhisperLayers.Width, out var table);
        var places = layers.Embedding(layers.Positions("position_ids", 0, tokens), "embed_positions", Positions, WhisperLayers.Width);
        var x = layers.Add(words, places, "add_positions");
        for (var i = 0; i < Layers; i++)
        {
            using var inner = layers.Net.Scope($"layers.{i}");
            x = WhisperLayers.Attend(layers, x, null, "self_attn", causal: true);
            x = WhisperLayers.Attend(layers, x, heard, "encoder_attn", causal: false);
            x = WhisperLayers.FeedForward(layers, x);
        }
        x = layers.LayerNorm(x, "layer_norm", WhisperLayers.Width, WhisperLayers.Epsilon);
        return layers.TiedHead(x, table, "proj_out", batch, tokens, WhisperLayers.Width, Vocabulary);
    }

    private static Value Convolve(TransformerBuilder layers, Value x, string name, long from, long stride)
    {
        using var scope = layers.Net.Scope(name);
        var w = layers.Net.Weight("weight", Filling.He(from * 3), WhisperLayers.Width, from, 3);
        return layers.Net.Node("Conv", "", [x, w, layers.Net.Weight("bias", Filling.Zeros, WhisperLayers.Width)],
            NodeAttribute.Of("kernel_shape", [3L]), NodeAttribute.Of("pads", [1L, 1L]), NodeAttribute.Of("strides", [stride]));
    }
}
