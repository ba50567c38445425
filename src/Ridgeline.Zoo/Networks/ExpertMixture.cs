using Ridgeline.Graphs;

namespace Ridgeline.Zoo.Networks;

/// <summary>
/// Mixtral's feed-forward part: a router sends each token to a few experts. ONNX has no operator for it, so it is ONNX Runtime's
/// <c>com.microsoft::MoE</c>, its weights laid out as that runtime documents them since 1.23: <c>[experts, out, in]</c>. Of the ways to
/// write a gated expert, this is the one that its CPU kernel has too: gate (w1) and up (w3) in one tensor, row by row in turn. The input
/// <c>router_probs</c> takes the router's scores; the operator normalises them over the chosen experts.
/// </summary>
internal static class ExpertMixture
{
    private const string Domain = "com.microsoft";

    public static Value Layer(TransformerBuilder layers, Value x, DecodingStep step, LlamaShape shape)
    {
        layers.Net.Use(Domain, 1);
        using var scope = layers.Net.Scope("block_sparse_moe");
        var scores = layers.Linear(x, "gate", shape.Width, shape.Experts, bias: false);
        scores = layers.Reshape(scores, "gate.rows", step.Batch * step.Tokens, shape.Experts);
        var spread = Filling.Normal(0.02);
        var gated = layers.Net.Weight("experts.w13.weight", spread, shape.Experts, 2 * shape.Inner, shape.Width);
        var down = layers.Net.Weight("experts.w2.weight", spread, shape.Experts, shape.Width, shape.Inner);
        return layers.Net.Node(Domain, "MoE", "experts", [x, scores, gated, null, down], 1,
            NodeAttribute.Of("k", shape.Chosen), NodeAttribute.Of("activation_type", "swiglu"), NodeAttribute.Of("swiglu_fusion", 1L),
            NodeAttribute.Of("activation_alpha", 1f), NodeAttribute.Of("activation_beta", 0f),
            NodeAttribute.Of("normalize_routing_weights", 1L))[0]!;
    }
}
