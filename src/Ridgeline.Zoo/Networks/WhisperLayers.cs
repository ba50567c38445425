using Ridgeline.Graphs;

namespace Ridgeline.Zoo.Networks;

/// <summary>The layers that Whisper's encoder and decoder share, each with its normalisation before and its sum after.</summary>
internal static class WhisperLayers
{
    public const long Width = 384;
    public const float Epsilon = 1e-5f;
    private const long Heads = 6;

    /// <summary>Attention to <paramref name="source"/>, or to the sequence itself.</summary>
    public static Value Attend(TransformerBuilder layers, Value x, Value? source, string name, bool causal)
    {
        var y = layers.LayerNorm(x, $"{name}_layer_norm", Width, Epsilon);
        using var scope = layers.Net.Scope(name);
        var q = layers.Linear(y, "q_proj", Width, Width);
        var k = layers.Linear(source ?? y, "k_proj", Width, Width, bias: false);
        var v = layers.Linear(source ?? y, "v_proj", Width, Width);
        y = layers.Linear(layers.Attention(q, k, v, "", Heads, causal: causal), "out_proj", Width, Width);
        return layers.Add(x, y, "add");
    }

    /// <summary>The two linear layers after attention.</summary>
    public static Value FeedForward(TransformerBuilder layers, Value x)
    {
        var y = layers.LayerNorm(x, "final_layer_norm", Width, Epsilon);
        y = layers.Gelu(layers.Linear(y, "fc1", Width, 4 * Width), "gelu");
        return layers.Add(x, layers.Linear(y, "fc2", 4 * Width, Width), "add");
    }
}
