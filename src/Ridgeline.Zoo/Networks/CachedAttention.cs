using Ridgeline.Graphs;

namespace Ridgeline.Zoo.Networks;

/// <summary>
/// Causal attention with a cache of keys and values, one <c>past_key_values.N</c> in and one <c>present.N</c> out for each layer. In
/// prefill there is no past, and the operator gives no present without one: keys and values then leave by a reshape and a transpose.
/// </summary>
/// <param name="layers">What it is written to.</param>
/// <param name="step">What one run works on.</param>
/// <param name="heads">Heads of the queries.</param>
/// <param name="pairs">Heads of keys and values.</param>
/// <param name="size">The width of one head.</param>
internal sealed class CachedAttention(TransformerBuilder layers, DecodingStep step, long heads, long pairs, long size)
{
    private readonly List<(Value Value, string Name)> _present = [];

    /// <summary>Attention of layer <paramref name="layer"/>.</summary>
    public Value Layer(Value q, Value k, Value v, int layer)
    {
        if (step.Past > 0) return Decode(q, k, v, layer);
        Keep(Present(k, "present_key"), Present(v, "present_value"), layer);
        return layers.Net.Node("Attention", "attention", [q, k, v], Attributes(causal: true));
    }

    /// <summary>Makes the caches outputs of the network.</summary>
    public void Finish()
    {
        foreach (var (value, name) in _present) layers.Net.Output(value, name);
    }

    private Value Decode(Value q, Value k, Value v, int layer)
    {
        var key = layers.Net.Input($"past_key_values.{layer}.key", layers.Net.Precision, step.Batch, pairs, step.Past, size);
        var value = layers.Net.Input($"past_key_values.{layer}.value", layers.Net.Precision, step.Batch, pairs, step.Past, size);
        // The one new token may look at all others: no mask, whose alignment over a past differs between versions of the standard.
        var outputs = layers.Net.Node("", "Attention", "attention", [q, k, v, null, key, value], 3, Attributes(causal: false));
        Keep(outputs[1]!, outputs[2]!, layer);
        return outputs[0]!;
    }

    private Value Present(Value x, string name)
    {
        using var scope = layers.Net.Scope(name);
        var split = layers.Reshape(x, "heads", step.Batch, step.Tokens, pairs, size);
        return layers.Transpose(split, "", 0, 2, 1, 3);
    }

    private void Keep(Value key, Value value, int layer)
    {
        _present.Add((key, $"present.{layer}.key"));
        _present.Add((value, $"present.{layer}.value"));
    }

    private NodeAttribute[] Attributes(bool causal) =>
        [NodeAttribute.Of("q_num_heads", heads), NodeAttribute.Of("kv_num_heads", pairs), NodeAttribute.Of("is_causal", causal ? 1L : 0L)];
}
