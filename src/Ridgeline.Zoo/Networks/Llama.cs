using Ridgeline.Graphs;

namespace Ridgeline.Zoo.Networks;

/// <summary>Llama 2 and 3.1 and Mixtral, named after the Hugging Face implementations.</summary>
internal static class Llama
{
    private const string Llama2 = "Touvron et al., arXiv:2307.09288";
    private const string Llama3 = "Grattafiori et al., arXiv:2407.21783";
    private const long Longest = 1 << 20;
    private static readonly RotaryScheme s_short = new(10_000);
    private static readonly RotaryScheme s_long = new(500_000, Stretched: true);

    public static readonly ZooNetwork[] Entries =
    [
        Entry(new("llama-2-7b", 32, 4096, 32, 32, 11008, 32000, s_short), "Llama 2 7B: 6,738,415,616 parameters", Llama2),
        Entry(new("llama-2-13b", 40, 5120, 40, 40, 13824, 32000, s_short), "Llama 2 13B: 13,015,864,320 parameters", Llama2),
        Entry(new("llama-2-70b", 80, 8192, 64, 8, 28672, 32000, s_short), "Llama 2 70B: 68,976,648,192 parameters", Llama2),
        Entry(new("llama-3.1-8b", 32, 4096, 32, 8, 14336, 128256, s_long), "Llama 3.1 8B: 8,030,261,248 parameters", Llama3),
        Entry(new("llama-3.1-70b", 80, 8192, 64, 8, 28672, 128256, s_long), "Llama 3.1 70B: 70,553,706,496 parameters", Llama3),
        Entry(new("llama-3.1-405b", 126, 16384, 128, 8, 53248, 128256, s_long), "Llama 3.1 405B: 405,853,388,800 parameters", Llama3),
        Entry(new("mixtral-8x7b", 32, 4096, 32, 8, 14336, 32000, new(1_000_000)) { Experts = 8, Chosen = 2 },
            "Mixtral 8x7B, 2 of 8 experts a token: 46,702,792,704 parameters, 12.9 billion active", "Jiang et al., arXiv:2401.04088"),
    ];

    private static ZooNetwork Entry(LlamaShape shape, string summary, string source) => new(shape.Name, summary, source,
        [.. DecodingStep.Parameters(4096, Longest), WeightPrecision.Half], query => Build(query, shape));

    private static Model Build(ZooQuery query, LlamaShape shape)
    {
        var layers = new TransformerBuilder(shape.Name, WeightPrecision.Of(query));
        var step = DecodingStep.Of(query);
        var ids = layers.Net.Input("input_ids", ElementType.Int64, step.Batch, step.Tokens);
        var attention = new CachedAttention(layers, step, shape.Heads, shape.Pairs, shape.Size);
        Value x;
        using (layers.Net.Scope("model"))
        {
            var rotary = new RotaryTables(layers, step, shape.Rotary, shape.Size);
            x = layers.Embedding(ids, "embed_tokens", shape.Vocabulary, shape.Width);
            for (var i = 0; i < shape.Layers; i++)
            {
                using var scope = layers.Net.Scope($"layers.{i}");
                x = layers.Add(x, SelfAttention(layers, x, attention, rotary, shape, i), "self_attn.add");
                x = layers.Add(x, FeedForward(layers, x, step, shape), shape.Experts > 0 ? "block_sparse_moe.add" : "mlp.add");
            }
            x = layers.RmsNorm(x, "norm", shape.Width, shape.Epsilon);
        }
        layers.Net.Output(layers.Linear(x, "lm_head", shape.Width, shape.Vocabulary, bias: false), "logits");
        attention.Finish();
        return layers.Net.Build();
    }

    private static Value SelfAttention(
        TransformerBuilder layers, Value x, CachedAttention attention, RotaryTables rotary, LlamaShape shape, int layer)
    {
        var y = layers.RmsNorm(x, "input_layernorm", shape.Width, shape.Epsilon);
        using var scope = layers.Net.Scope("self_attn");
        var q = layers.Linear(y, "q_proj", shape.Width, shape.Width, bias: false);
        var k = layers.Linear(y, "k_proj", shape.Width, shape.Pairs * shape.Size, bias: false);
        var v = layers.Linear(y, "v_proj", shape.Width, shape.Pairs * shape.Size, bias: false);
        y = attention.Layer(rotary.Turn(q, "rotary_q", shape.Heads), rotary.Turn(k, "rotary_k", shape.Pairs), v, layer);
        return layers.Linear(y, "o_proj", shape.Width, shape.Width, bias: false);
    }

    private static Value FeedForward(TransformerBuilder layers, Value x, DecodingStep step, LlamaShape shape)
    {
        var y = layers.RmsNorm(x, "post_attention_layernorm", shape.Width, shape.Epsilon);
        if (shape.Experts > 0) return ExpertMixture.Layer(layers, y, step, shape);
        using var scope = layers.Net.Scope("mlp");
        var gate = layers.Linear(y, "gate_proj", shape.Width, shape.Inner, bias: false);
        // Swish became an operator of its own only in opset 24.
        gate = layers.Net.Node("Mul", "silu", [gate, layers.Net.Node("Sigmoid", "sigmoid", [gate])]);
        var up = layers.Linear(y, "up_proj", shape.Width, shape.Inner, bias: false);
        return layers.Linear(layers.Net.Node("Mul", "mul", [gate, up]), "down_proj", shape.Inner, shape.Width, bias: false);
    }
}
