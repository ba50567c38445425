using Ridgeline.Graphs;
using Ridgeline.Graphs.Building;

namespace Ridgeline.Zoo.Networks;

/// <summary>
/// The word-level language models of Zaremba et al. (2014) on the Penn Treebank, and the same with GRU cells. ONNX's recurrent operators
/// have two bias vectors, for input and for state, as PyTorch's have; the paper's have one. That is 4 (LSTM) or 3 (GRU) times the width
/// more parameters in each layer. Weights are named after PyTorch's example word_language_model.
/// </summary>
internal static class RecurrentLanguageModel
{
    private const long Vocabulary = 10_000;
    private const int Layers = 2;

    private static readonly ZooParameter[] s_parameters =
    [
        ZooParameter.Word("size", "width 200, 650 or 1500", "medium", "small", "large"),
        new("seq", "0", "words of a sequence; 0 is the paper's: 20 (small) or 35", Least: 0, Most: 1 << 16),
    ];

    public static readonly ZooNetwork[] Entries =
    [
        new("lstm", "Word-level language model, 2 LSTM layers of 650, vocabulary 10,000: 19,780,400 parameters",
            "Zaremba, Sutskever, Vinyals, arXiv:1409.2329", s_parameters, query => Build(query, "LSTM", 4)),
        new("gru", "The same language model with GRU cells (Cho et al. 2014): 18,087,800 parameters",
            "Cho et al., arXiv:1406.1078; sizes from Zaremba et al., arXiv:1409.2329", s_parameters, query => Build(query, "GRU", 3)),
    ];

    private static Model Build(ZooQuery query, string cell, long gates)
    {
        var (width, words) = query.Word("size") switch { "small" => (200L, 20L), "large" => (1500L, 35L), _ => (650L, 35L) };
        if (query.Number("seq") is > 0 and var asked) words = asked;
        var net = new GraphBuilder(cell.ToLowerInvariant());
        var ids = net.Input("input_ids", ElementType.Int64, query.Batch, words);
        // The recurrent operators want time outermost; turning the ids is cheaper than turning their embeddings.
        var x = net.Node("Transpose", "steps", [ids], NodeAttribute.Of("perm", [1L, 0L]));
        x = net.Node("Gather", "encoder", [net.Weight("encoder.weight", Filling.Normal(0.1), Vocabulary, width), x],
            NodeAttribute.Of("axis", 0L));
        var axis = net.Constant("direction_axis", Tensor.OfInt64([1], 1));
        for (var i = 0; i < Layers; i++) x = Layer(net, x, cell, gates, width, axis, i);
        x = net.Node("MatMul", "decoder", [x, net.Weight("decoder.weight", Filling.Normal(0.1), width, Vocabulary)]);
        x = net.Node("Add", "decoder.add", [x, net.Weight("decoder.bias", Filling.Zeros, Vocabulary)]);
        net.Output(x, "logits");
        return net.Build();
    }

    private static Value Layer(GraphBuilder net, Value x, string cell, long gates, long width, Value axis, int layer)
    {
        using var scope = net.Scope("rnn");
        var spread = Filling.Normal(1 / Math.Sqrt(width));
        var input = net.Weight($"weight_ih_l{layer}", spread, 1, gates * width, width);
        var state = net.Weight($"weight_hh_l{layer}", spread, 1, gates * width, width);
        var bias = net.Weight($"bias_l{layer}", Filling.Zeros, 1, 2 * gates * width);
        NodeAttribute[] attributes = [NodeAttribute.Of("hidden_size", width)];
        // PyTorch applies the reset gate after the state's product, which is what its two biases are for.
        if (cell == "GRU") attributes = [.. attributes, NodeAttribute.Of("linear_before_reset", 1L)];
        var y = net.Node(cell, $"l{layer}", [x, input, state, bias], attributes);
        return net.Node("Squeeze", $"l{layer}.squeeze", [y, axis]);
    }
}
