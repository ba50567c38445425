using Ridgeline.Graphs;

namespace Ridgeline.Zoo.Networks;

/// <summary>DistilBERT (Sanh et al. 2019): BERT's encoder with half the layers, no token types, no pooler.</summary>
internal static class DistilBert
{
    private static readonly BertShape s_shape = new("distilbert", 6, 768, 12);

    public static readonly ZooNetwork[] Entries =
    [
        new(s_shape.Name, "DistilBERT base, uncased: 6 layers of 768, 66,362,880 parameters", "Sanh et al., arXiv:1910.01108",
            [ZooParameter.Number("seq", 128, "tokens of a sequence", most: BertShape.Positions), WeightPrecision.Single], Build),
    ];

    private static Model Build(ZooQuery query)
    {
        var layers = new TransformerBuilder(s_shape.Name, WeightPrecision.Of(query));
        var (batch, tokens) = (query.Batch, query.Number("seq"));
        var ids = layers.Net.Input("input_ids", ElementType.Int64, batch, tokens);
        var mask = PaddingMask.Of(layers, layers.Net.Input("attention_mask", ElementType.Int64, batch, tokens), batch, tokens);
        var x = Embed(layers, ids, tokens);
        for (var i = 0; i < s_shape.Layers; i++)
        {
            using var scope = layers.Net.Scope($"transformer.layer.{i}");
            x = FeedForward(layers, SelfAttention(layers, x, mask));
        }
        layers.Net.Output(x, "last_hidden_state");
        return layers.Net.Build();
    }

    private static Value Embed(TransformerBuilder layers, Value ids, long tokens)
    {
        using var scope = layers.Net.Scope("embeddings");
        var words = layers.Embedding(ids, "word_embeddings", BertShape.Vocabulary, s_shape.Width);
        var positions = layers.Positions("position_ids", 0, tokens);
        var places = layers.Embedding(positions, "position_embeddings", BertShape.Positions, s_shape.Width);
        return layers.LayerNorm(layers.Add(words, places, "add_positions"), "LayerNorm", s_shape.Width, BertShape.Epsilon);
    }

    private static Value SelfAttention(TransformerBuilder layers, Value x, Value mask)
    {
        using var scope = layers.Net.Scope("attention");
        var q = layers.Linear(x, "q_lin", s_shape.Width, s_shape.Width);
        var k = layers.Linear(x, "k_lin", s_shape.Width, s_shape.Width);
        var v = layers.Linear(x, "v_lin", s_shape.Width, s_shape.Width);
        var y = layers.Linear(layers.Attention(q, k, v, "", s_shape.Heads, mask), "out_lin", s_shape.Width, s_shape.Width);
        return layers.LayerNorm(layers.Add(y, x, "add"), "sa_layer_norm", s_shape.Width, BertShape.Epsilon);
    }

    private static Value FeedForward(TransformerBuilder layers, Value x)
    {
        var y = layers.Linear(x, "ffn.lin1", s_shape.Width, 4 * s_shape.Width);
        y = layers.Linear(layers.Gelu(y, "ffn.gelu"), "ffn.lin2", 4 * s_shape.Width, s_shape.Width);
        return layers.LayerNorm(layers.Add(y, x, "ffn.add"), "output_layer_norm", s_shape.Width, BertShape.Epsilon);
    }
}
