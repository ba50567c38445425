using Ridgeline.Graphs;
using Ridgeline.Graphs.Building;

namespace Ridgeline.Zoo.Networks;

/// <summary>
/// The layers of the first TPU's applications: 8-bit weights and activations, products in ONNX's QLinear operators. Layers are named by
/// their kind in the paper's table and numbered: <c>fc0</c>, <c>conv3</c>, <c>vector12</c>, <c>pool1</c>.
/// </summary>
internal sealed class TpuBuilder
{
    private const float ActivationScale = 1 / 32f;
    // Uniform over -127 .. 127.
    private static readonly Filling s_bytes = new(-127, 255);
    private readonly Dictionary<string, int> _counts = new(StringComparer.Ordinal);
    private readonly Value _scale;
    private readonly Value _zero;

    public TpuBuilder(string name)
    {
        Net = new(name) { Precision = ElementType.Int8 };
        _scale = Net.Constant("activation_scale", Tensor.OfFloat([ActivationScale]));
        _zero = Net.Constant("zero_point", Tensor.Of<sbyte>(ElementType.Int8, [0], []));
    }

    /// <summary>What the layers are written to.</summary>
    public GraphBuilder Net { get; }

    /// <summary>Begins the next layer of a kind.</summary>
    public IDisposable Layer(string kind)
    {
        var number = _counts.GetValueOrDefault(kind);
        _counts[kind] = number + 1;
        return Net.Scope($"{kind}{number}");
    }

    /// <summary>A fully connected layer on bytes, without what follows it.</summary>
    public Value Fc(Value x, long from, long to, string? activation = "Relu")
    {
        using var scope = Layer("fc");
        var w = Net.Weight("weight", s_bytes, from, to);
        var y = Net.Node("QLinearMatMul", "", [x, _scale, _zero, w, WeightScale(from, activation == "Relu"), _zero, _scale, _zero]);
        return activation is null ? y : Net.Node(activation, "activation", [y]);
    }

    /// <summary>A fully connected layer over two vectors of one width, each with a matrix of its own, summed as real numbers.</summary>
    public Value FcOfTwo(Value a, Value b, long from, long to)
    {
        using var scope = Layer("fc");
        return Net.Node("Add", "sum", [ToReal(Part(a, "input"), "input_real"), ToReal(Part(b, "state"), "state_real")]);

        Value Part(Value x, string name)
        {
            var w = Net.Weight($"{name}_weight", s_bytes, from, to);
            return Net.Node("QLinearMatMul", name, [x, _scale, _zero, w, WeightScale(2 * from, rectified: false), _zero, _scale, _zero]);
        }
    }

    /// <summary>A convolution on bytes whose output is as large as its input divided by <paramref name="stride"/>.</summary>
    public Value Conv(Value x, long from, long to, long kernel, long stride = 1, bool relu = true)
    {
        using var scope = Layer("conv");
        var w = Net.Weight("weight", s_bytes, to, from, kernel, kernel);
        var pad = kernel / 2;
        var y = Net.Node("QLinearConv", "", [x, _scale, _zero, w, WeightScale(from * kernel * kernel, relu), _zero, _scale, _zero],
            NodeAttribute.Of("kernel_shape", [kernel, kernel]), NodeAttribute.Of("pads", [pad, pad, pad, pad]),
            NodeAttribute.Of("strides", [stride, stride]));
        return relu ? Net.Node("Relu", "activation", [y]) : y;
    }

    /// <summary>The largest of each 3 by 3 neighbourhood.</summary>
    public Value Pool(Value x, long stride)
    {
        using var scope = Layer("pool");
        return Net.Node("MaxPool", "", [x], NodeAttribute.Of("kernel_shape", [3L, 3L]), NodeAttribute.Of("pads", [1L, 1L, 1L, 1L]),
            NodeAttribute.Of("strides", [stride, stride]));
    }

    /// <summary>Bytes as real numbers.</summary>
    public Value ToReal(Value x, string name) => Net.Node("DequantizeLinear", name, [x, _scale, _zero]);

    /// <summary>Real numbers as bytes.</summary>
    public Value ToBytes(Value x, string name) => Net.Node("QuantizeLinear", name, [x, _scale, _zero]);

    // Keeps the spread of activations from layer to layer: a uniform byte has a standard deviation of 73, and a ReLU halves the variance.
    private Value WeightScale(long fanIn, bool rectified) =>
        Net.Constant("weight_scale", Tensor.OfFloat([(float)(Math.Sqrt(rectified ? 2 : 1) / (73 * Math.Sqrt(fanIn)))]));
}
