using Ridgeline.Graphs;

namespace Ridgeline.Zoo.Networks;

/// <summary>BERT (Devlin et al. 2018) with its pooler, named after the Hugging Face implementation.</summary>
internal static class Bert
{
    private static readonly ZooParameter[] s_parameters =
        [ZooParameter.Number("seq", 128, "tokens of a sequence", most: BertShape.Positions), WeightPrecision.Single];

    public static readonly ZooNetwork[] Entries =
    [
        Entry(new("bert-base", 12, 768, 12), "BERT base, uncased, with pooler: 12 layers of 768, 109,482,240 parameters"),
        Entry(new("bert-large", 24, 1024, 16), "BERT large, uncased, with pooler: 24 layers of 1024, 335,141,888 parameters"),
    ];

    private static ZooNetwork Entry(BertShape shape, string summary) =>
        new(shape.Name, summary, "Devlin et al., arXiv:1810.04805", s_parameters, query => Build(query, shape));

    private static Model Build(ZooQuery query, BertShape shape)
    {
        var layers = new TransformerBuilder(shape.Name, WeightPrecision.Of(query));
        var (batch, tokens) = (query.Batch, query.Number("seq"));
        var ids = layers.Net.Input("input_ids", ElementType.Int64, batch, tokens);
        var types = layers.Net.Input("token_type_ids", ElementType.Int64, batch, tokens);
        var mask = PaddingMask.Of(layers, layers.Net.Input("attention_mask", ElementType.Int64, batch, tokens), batch, tokens);
        var x = Embed(layers, ids, types, shape, tokens);
        for (var i = 0; i < shape.Layers; i++)
        {
            using var scope = layers.Net.Scope($"encoder.layer.{i}");
            x = FeedForward(layers, SelfAttention(layers, x, mask, shape), shape);
        }
        layers.Net.Output(x, "last_hidden_state");
        layers.Net.Output(Pool(layers, x, shape), "pooler_output");
        return layers.Net.Build();
    }

    private static Value Embed(TransformerBuilder layers, Value ids, Value types, BertShape shape, long tokens)
    {
        using var scope = layers.Net.Scope("embeddings");
        var words = layers.Embedding(ids, "word_embeddings", BertShape.Vocabulary, shape.Width);
        var kinds = layers.Embedding(types, "token_type_embeddings", 2, shape.Width);
        var places = layers.Embedding(layers.Positions("position_ids", 0, tokens), "position_embeddings", BertShape.Positions, shape.Width);
        var sum = layers.Add(layers.Add(words, kinds, "add_types"), places, "add_positions");
        return layers.LayerNorm(sum, "LayerNorm", shape.Width, BertShape.Epsilon);
    }

    private static Value SelfAttention(TransformerBuilder layers, Value x, Value mask, BertShape shape)
    {
        using var scope = layers.Net.Scope("attention");
        var q = layers.Linear(x, "self.query", shape.Width, shape.Width);
        var k = layers.Linear(x, "self.key", shape.Width, shape.Width);
        var v = layers.Linear(x, "self.value", shape.Width, shape.Width);
        var y = layers.Attention(q, k, v, "self", shape.Heads, mask);
        y = layers.Linear(y, "output.dense", shape.Width, shape.Width);
        return layers.LayerNorm(layers.Add(y, x, "output.add"), "output.LayerNorm", shape.Width, BertShape.Epsilon);
    }

    private static Value FeedForward(TransformerBuilder layers, Value x, BertShape shape)
    {
        var y = layers.Linear(x, "intermediate.dense", shape.Width, 4 * shape.Width);
        y = layers.Linear(layers.Gelu(y, "intermediate.gelu"), "output.dense", 4 * shape.Width, shape.Width);
        return layers.LayerNorm(layers.Add(y, x, "output.add"), "output.LayerNorm", shape.Width, BertShape.Epsilon);
    }

    private static Value Pool(TransformerBuilder layers, Value x, BertShape shape)
    {
        using var scope = layers.Net.Scope("pooler");
        var first = layers.Net.Constant("first_ids", Tensor.OfInt64([0]));
        var y = layers.Net.Node("Gather", "first", [x, first], NodeAttribute.Of("axis", 1L));
        return layers.Net.Node("Tanh", "activation", [layers.Linear(y, "dense", shape.Width, shape.Width)]);
    }
}
