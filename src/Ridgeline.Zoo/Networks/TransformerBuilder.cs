using Ridgeline.Graphs;
using Ridgeline.Graphs.Building;

namespace Ridgeline.Zoo.Networks;

/// <summary>The layers that transformers share, over a <see cref="GraphBuilder"/>.</summary>
/// <param name="name">The network's name.</param>
/// <param name="precision">The element type of weights and activations.</param>
internal sealed class TransformerBuilder(string name, ElementType precision)
{
    // BERT, GPT-2 and their heirs draw all matrices from a bell curve of this width.
    private static readonly Filling s_spread = Filling.Normal(0.02);

    /// <summary>What the layers are written to.</summary>
    public GraphBuilder Net { get; } = new(name) { Precision = precision };

    /// <summary>A matrix product with a weight of <c>[from, to]</c>, and a bias added.</summary>
    public Value Linear(Value x, string name, long from, long to, bool bias = true)
    {
        using var scope = Net.Scope(name);
        var y = Net.Node("MatMul", "", [x, Net.Weight("weight", s_spread, from, to)]);
        return bias ? Net.Node("Add", "add", [y, Net.Weight("bias", Filling.Zeros, to)]) : y;
    }

    /// <summary>The rows of a learnt table that <paramref name="ids"/> pick, and the table itself for heads that share it.</summary>
    public Value Embedding(Value ids, string name, long rows, long width, out Value table)
    {
        using var scope = Net.Scope(name);
        table = Net.Weight("weight", s_spread, rows, width);
        return Net.Node("Gather", "", [table, ids], NodeAttribute.Of("axis", 0L));
    }

    /// <summary>The rows of a learnt table that <paramref name="ids"/> pick.</summary>
    public Value Embedding(Value ids, string name, long rows, long width) => Embedding(ids, name, rows, width, out _);

    /// <summary>Layer normalisation over the last axis.</summary>
    public Value LayerNorm(Value x, string name, long width, float epsilon)
    {
        using var scope = Net.Scope(name);
        return Net.Node("LayerNormalization", "", [x, Net.Weight("weight", Filling.Ones, width), Net.Weight("bias", Filling.Zeros, width)],
            NodeAttribute.Of("axis", -1L), NodeAttribute.Of("epsilon", epsilon));
    }

    /// <summary>Root-mean-square normalisation over the last axis.</summary>
    public Value RmsNorm(Value x, string name, long width, float epsilon)
    {
        using var scope = Net.Scope(name);
        return Net.Node("RMSNormalization", "", [x, Net.Weight("weight", Filling.Ones, width)],
            NodeAttribute.Of("axis", -1L), NodeAttribute.Of("epsilon", epsilon));
    }

    /// <summary>The Gaussian error linear unit, exact or by its tanh formula.</summary>
    public Value Gelu(Value x, string name, bool tanh = false) =>
        Net.Node("Gelu", name, [x], NodeAttribute.Of("approximate", tanh ? "tanh" : "none"));

    /// <summary>A sum of two activations.</summary>
    public Value Add(Value a, Value b, string name) => Net.Node("Add", name, [a, b]);

    /// <summary>Attention over whole sequences, in heads side by side in the last axis.</summary>
    public Value Attention(Value q, Value k, Value v, string name, long heads, Value? mask = null, bool causal = false) =>
        Net.Node("Attention", name, mask is null ? [q, k, v] : [q, k, v, mask], NodeAttribute.Of("q_num_heads", heads),
            NodeAttribute.Of("kv_num_heads", heads), NodeAttribute.Of("is_causal", causal ? 1L : 0L));

    /// <summary>A new shape for the same elements.</summary>
    public Value Reshape(Value x, string name, params long[] shape)
    {
        using var scope = Net.Scope(name);
        return Net.Node("Reshape", "", [x, Net.Constant("shape", Tensor.OfInt64(shape, shape.Length))]);
    }

    /// <summary>The axes in another order.</summary>
    public Value Transpose(Value x, string name, params long[] order) => Net.Node("Transpose", name, [x], NodeAttribute.Of("perm", order));

    /// <summary>Position numbers <paramref name="first"/>, first + 1, ... as a row of one batch.</summary>
    public Value Positions(string name, long first, long count)
    {
        var numbers = new long[count];
        for (var i = 0; i < count; i++) numbers[i] = first + i;
        return Net.Constant(name, Tensor.OfInt64(numbers, 1, count));
    }

    /// <summary>A constant table computed from each element's row and column.</summary>
    public Value Table(string name, long rows, long columns, Func<long, long, double> formula) => Net.Constant(name,
        new(Net.Precision, [rows, columns], new FormulaData(Net.Precision, rows * columns, i => formula(i / columns, i % columns))));

    /// <summary>
    /// Scores for every word by the embedding table itself. A Gemm reads the table transposed in place, so that the shared weight is
    /// stored, counted and read once; it takes matrices only, hence the reshapes.
    /// </summary>
    public Value TiedHead(Value x, Value table, string name, long batch, long tokens, long width, long vocabulary)
    {
        using var scope = Net.Scope(name);
        var rows = Reshape(x, "rows", batch * tokens, width);
        var scores = Net.Node("Gemm", "", [rows, table], NodeAttribute.Of("transB", 1L));
        return Reshape(scores, "logits", batch, tokens, vocabulary);
    }
}
