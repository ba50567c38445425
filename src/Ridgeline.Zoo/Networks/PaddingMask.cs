using Ridgeline.Graphs;

namespace Ridgeline.Zoo.Networks;

/// <summary>Turns the 0-or-1 mask of real tokens into the one that attention reads.</summary>
internal static class PaddingMask
{
    /// <summary>A truth value for each pair of query and key: whether the key is a real token.</summary>
    public static Value Of(TransformerBuilder layers, Value mask, long batch, long tokens)
    {
        using var scope = layers.Net.Scope("mask");
        var real = layers.Net.Node("Cast", "cast", [mask], NodeAttribute.Of("to", (long)ElementType.Bool));
        var keys = layers.Reshape(real, "keys", batch, 1, 1, tokens);
        // ONNX Runtime stretches a mask over heads, but not over queries.
        var shape = layers.Net.Constant("shape", Tensor.OfInt64([batch, 1, tokens, tokens], 4));
        return layers.Net.Node("Expand", "expand", [keys, shape]);
    }
}
