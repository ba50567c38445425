using Ridgeline.Graphs;
using Ridgeline.Graphs.Building;

namespace Ridgeline.Zoo.Layers;

/// <summary>Fully connected layers, and what is done to activations between layers.</summary>
internal static class DenseLayers
{
    /// <summary>A fully connected layer on [rows, from]; the weight is [to, from], as PyTorch stores it.</summary>
    public static Value Linear(this GraphBuilder net, Value x, string name, long from, long to)
    {
        using var scope = net.Scope(name);
        return net.Node("Gemm", "", [x, net.Weight("weight", Filling.He(from), to, from), net.Weight("bias", Filling.Zeros, to)],
            NodeAttribute.Of("transB", 1L));
    }

    /// <summary>max(0, x).</summary>
    public static Value Relu(this GraphBuilder net, Value x, string name) => net.Node("Relu", name, [x]);

    /// <summary>[N, a, b, ...] as [N, a * b * ...].</summary>
    public static Value Flatten(this GraphBuilder net, Value x, string name = "flatten") => net.Node("Flatten", name, [x]);

    /// <summary>A dropout: it does nothing but when training.</summary>
    public static Value Dropout(this GraphBuilder net, Value x, string name, float ratio = 0.5f)
    {
        // 0.5 is the operator's own default.
        Value?[] inputs = ratio == 0.5f ? [x] : [x, net.Constant($"{name}.ratio", Tensor.OfFloat([ratio]))];
        return net.Node("Dropout", name, inputs);
    }

    /// <summary>Puts values together along their channels.</summary>
    public static Value Concat(this GraphBuilder net, IEnumerable<Value> values, string name) =>
        net.Node("Concat", name, [.. values], NodeAttribute.Of("axis", 1L));

    /// <summary>The usual end of a classifier: mean over places, then a fully connected layer.</summary>
    public static Value PooledClassifier(this GraphBuilder net, Value x, string classifier, long from, long classes)
    {
        x = net.GlobalAveragePool(x, "avgpool");
        return net.Linear(net.Flatten(x), classifier, from, classes);
    }
}
