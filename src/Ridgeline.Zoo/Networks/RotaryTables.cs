using Ridgeline.Graphs;

namespace Ridgeline.Zoo.Networks;

/// <summary>The sines and cosines that rotary embeddings look up, shared by all layers, and the nodes that apply them.</summary>
internal sealed class RotaryTables
{
    private readonly TransformerBuilder _layers;
    private readonly Value _cosines;
    private readonly Value _sines;
    private readonly Value _positions;

    public RotaryTables(TransformerBuilder layers, DecodingStep step, RotaryScheme scheme, long size)
    {
        _layers = layers;
        using var scope = layers.Net.Scope("rotary_emb");
        var frequencies = new double[size / 2];
        for (var pair = 0; pair < frequencies.Length; pair++) frequencies[pair] = scheme.Frequency(pair, size);
        _cosines = layers.Table("cos_cache", step.Total, size / 2, (position, pair) => Math.Cos(position * frequencies[pair]));
        _sines = layers.Table("sin_cache", step.Total, size / 2, (position, pair) => Math.Sin(position * frequencies[pair]));
        _positions = layers.Positions("position_ids", step.Past, step.Tokens);
        if (step.Batch == 1) return;
        var shape = layers.Net.Constant("shape", Tensor.OfInt64([step.Batch, step.Tokens], 2));
        _positions = layers.Net.Node("Expand", "expand", [_positions, shape]);
    }

    /// <summary>Turns the heads that stand side by side in the last axis.</summary>
    public Value Turn(Value x, string name, long heads) =>
        _layers.Net.Node("RotaryEmbedding", name, [x, _cosines, _sines, _positions], NodeAttribute.Of("num_heads", heads));
}
