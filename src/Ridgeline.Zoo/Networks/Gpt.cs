using Ridgeline.Graphs;

namespace Ridgeline.Zoo.Networks;

/// <summary>
/// GPT-2 (Radford et al. 2019) and GPT-3 (Brown et al. 2020), named after the Hugging Face GPT-2. Every second layer of GPT-3 attends to a
/// sparse band whose width was not published; here all its layers are dense.
/// </summary>
internal static class Gpt
{
    private const string Gpt2 = "Radford et al., Language Models are Unsupervised Multitask Learners (2019)";

    public static readonly ZooNetwork[] Entries =
    [
        Entry(new("gpt2", 12, 768, 12), "GPT-2 small: 12 layers of 768, 124,439,808 parameters", Gpt2, WeightPrecision.Single),
        Entry(new("gpt2-medium", 24, 1024, 16), "GPT-2 medium: 24 layers of 1024, 354,823,168 parameters", Gpt2, WeightPrecision.Single),
        Entry(new("gpt2-large", 36, 1280, 20), "GPT-2 large: 36 layers of 1280, 774,030,080 parameters", Gpt2, WeightPrecision.Single),
        Entry(new("gpt2-xl", 48, 1600, 25), "GPT-2 XL: 48 layers of 1600, 1,557,611,200 parameters", Gpt2, WeightPrecision.Single),
        Entry(new("gpt3-175b", 96, 12288, 96, 2048), "GPT-3 175B, all layers dense: 96 layers of 12288, 174,604,259,328 parameters",
            "Brown et al., arXiv:2005.14165", WeightPrecision.Half),
    ];

    private static ZooNetwork Entry(GptShape shape, string summary, string source, ZooParameter precision) =>
        new(shape.Name, summary, source, [.. DecodingStep.Parameters(shape.Positions - 1, shape.Positions), precision], query => Build(query, shape));

    private static Model Build(ZooQuery query, GptShape shape)
    {
        var layers = new TransformerBuilder(shape.Name, WeightPrecision.Of(query));
        var step = DecodingStep.Of(query);
        var attention = new CachedAttention(layers, step, shape.Heads, shape.Heads, shape.Width / shape.Heads);
        var ids = layers.Net.Input("input_ids", ElementType.Int64, step.Batch, step.Tokens);
        var words = layers.Embedding(ids, "wte", GptShape.Vocabulary, shape.Width, out var table);
        var places = layers.Embedding(layers.Positions("position_ids", step.Past, step.Tokens), "wpe", shape.Positions, shape.Width);
        var x = layers.Add(words, places, "add_positions");
        for (var i = 0; i < shape.Layers; i++)
        {
            using var scope = layers.Net.Scope($"h.{i}");
            x = layers.Add(x, SelfAttention(layers, x, attention, shape, i), "attn.add");
            x = layers.Add(x, FeedForward(layers, x, shape), "mlp.add");
        }
        x = layers.LayerNorm(x, "ln_f", shape.Width, GptShape.Epsilon);
        layers.Net.Output(layers.TiedHead(x, table, "lm_head", step.Batch, step.Tokens, shape.Width, GptShape.Vocabulary), "logits");
        attention.Finish();
        return layers.Net.Build();
    }

    private static Value SelfAttention(TransformerBuilder layers, Value x, CachedAttention attention, GptShape shape, int layer)
    {
        var y = layers.LayerNorm(x, "ln_1", shape.Width, GptShape.Epsilon);
        using var scope = layers.Net.Scope("attn");
        y = layers.Linear(y, "c_attn", shape.Width, 3 * shape.Width);
        var qkv = layers.Net.Node("", "Split", "split", [y], 3, NodeAttribute.Of("axis", 2L), NodeAttribute.Of("num_outputs", 3L));
        y = attention.Layer(qkv[0]!, qkv[1]!, qkv[2]!, layer);
        return layers.Linear(y, "c_proj", shape.Width, shape.Width);
    }

    private static Value FeedForward(TransformerBuilder layers, Value x, GptShape shape)
    {
        var y = layers.LayerNorm(x, "ln_2", shape.Width, GptShape.Epsilon);
        y = layers.Linear(y, "mlp.c_fc", shape.Width, 4 * shape.Width);
        return layers.Linear(layers.Gelu(y, "mlp.gelu", tanh: true), "mlp.c_proj", 4 * shape.Width, shape.Width);
    }
}
