using Ridgeline.Diagnostics;
using Ridgeline.Graphs;

namespace Ridgeline.Runtime.Tests.Networks;

/// <summary>
/// Makes of a network of floats one with QuantizeLinear and DequantizeLinear about its operators, as ONNX Runtime's static quantiser does: activations as unsigned
/// bytes whose range one run shows, weights as signed ones, symmetric, for each filter where the operator set allows it, biases as 32-bit steps.
/// </summary>
internal sealed class Quantizer
{
    private static readonly HashSet<string> s_weighted = ["Conv", "MatMul", "Gemm"];
    private static readonly HashSet<string> s_others =
    [
        "Add", "Mul", "MaxPool", "Concat", "AveragePool", "GlobalAveragePool", "Relu", "Clip", "Sigmoid",
        "Reshape", "Transpose", "Flatten", "Squeeze", "Unsqueeze", "Slice", "Split",
    ];

    private readonly Graph _graph;
    private readonly int _opset;
    private readonly Dictionary<string, RuntimeValue> _seen;
    private readonly Dictionary<Value, (Value Back, float Scale)> _steps = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<Value, int> _reads = new(ReferenceEqualityComparer.Instance);
    private readonly List<Node> _nodes = [];

    private Quantizer(Model model, Dictionary<string, RuntimeValue> seen)
    {
        (_graph, _opset, _seen) = (model.Graph, model.Opset, seen);
        foreach (var input in _graph.Nodes.SelectMany(n => n.Inputs).Concat(_graph.Outputs).OfType<Value>()) _reads[input] = _reads.GetValueOrDefault(input) + 1;
    }

    /// <summary>The quantised form of a model; its outputs stay floats.</summary>
    /// <param name="read">Reads the model: of floats, with its weights.</param>
    /// <param name="inputs">What the ranges are taken from.</param>
    public static Model Quantized(Func<Model> read, IReadOnlyDictionary<string, RuntimeValue> inputs)
    {
        var shown = read();
        shown.Graph.Outputs.AddRange(shown.Graph.Nodes.SelectMany(n => n.Outputs).OfType<Value>().Where(o => o.Name.Length > 0).Except(shown.Graph.Outputs).ToList());
        var diagnostics = new DiagnosticBag();
        using var network = CompiledNetwork.Compile(shown, new() { Threads = 2, Fuse = false }, diagnostics);
        diagnostics.ThrowIfErrors();
        var seen = new Dictionary<string, RuntimeValue>(network!.Run(inputs), StringComparer.Ordinal);
        foreach (var (name, value) in inputs) seen[name] = value;
        var model = read();
        new Quantizer(model, seen).Run();
        return model;
    }

    private void Run()
    {
        foreach (var node in _graph.Nodes.ToList())
        {
            var takes = s_weighted.Contains(node.OpType) ? node.Inputs[1]!.IsConstant : s_others.Contains(node.OpType);
            var follows = node.OpType is "Relu" or "Clip" && _nodes.Find(n => n.Outputs[0] == node.Inputs[0])?.OpType == "Conv" && _reads[node.Inputs[0]!] == 1;
            if (takes && !follows) Take(node);
            _nodes.Add(node);
        }
        _graph.Nodes.Clear();
        _graph.Nodes.AddRange(_nodes);
    }

    private void Take(Node node)
    {
        var source = node.Inputs[0]!;
        var weighted = s_weighted.Contains(node.OpType);
        for (var i = 0; i < (weighted || node.OpType is "Clip" or "Reshape" or "Squeeze" or "Unsqueeze" or "Slice" or "Split" ? 1 : node.Inputs.Count); i++)
        {
            if (node.Inputs[i] is { } input && Back(input) is { } back) node.Inputs[i] = back;
        }
        if (!weighted || !_steps.TryGetValue(source, out var x)) return;
        var weights = Tensor(node.Inputs[1]!);
        var axis = node.OpType == "Conv" || (node.OpType == "Gemm" && node.Int("transB", 0) != 0) ? 0 : weights.Rank - 1;
        var (turned, scales) = Weights(node.Inputs[1]!, weights, axis);
        node.Inputs[1] = turned;
        if (node.Inputs.Count > 2 && node.Inputs[2] is { IsConstant: true } bias) node.Inputs[2] = Bias(bias, Array.ConvertAll(scales, s => s * x.Scale));
    }

    private Value? Back(Value value)
    {
        if (_steps.TryGetValue(value, out var known)) return known.Back;
        var tensor = value.IsConstant ? Tensor(value) : (RuntimeTensor)_seen[value.Name];
        if (tensor.Element != ElementType.Float || tensor.Count == 0) return null;
        float low = 0, high = 0;
        foreach (var x in tensor.Span<float>()) (low, high) = (Math.Min(low, x), Math.Max(high, x));
        var scale = high > low ? (high - low) / 255 : 1;
        var (s, z) = (Constant($"{value.Name}_scale", RuntimeTensor.Of<float>(ElementType.Float, [scale])), new RuntimeTensor(ElementType.UInt8));
        z.Bytes[0] = (byte)Math.Clamp(MathF.Round(-low / scale), 0, 255);
        var zero = Constant($"{value.Name}_zero", z);
        var back = Node("DequantizeLinear", $"{value.Name}_back", [Node("QuantizeLinear", $"{value.Name}_steps", [value, s, zero]), s, zero]);
        _steps[value] = (back, scale);
        return back;
    }

    private (Value Back, float[] Scales) Weights(Value value, RuntimeTensor weights, int axis)
    {
        var places = _opset >= 13 ? weights.Dims[axis] : 1;
        var inner = weights.Dims[(axis + 1)..].Aggregate(1L, (a, b) => a * b);
        var (floats, scales) = (weights.Span<float>().ToArray(), new float[places]);
        for (var i = 0; i < floats.Length; i++) scales[i / inner % places] = Math.Max(scales[i / inner % places], Math.Abs(floats[i]) / 127);
        foreach (ref var scale in scales.AsSpan()) scale = scale == 0 ? 1 : scale;
        var steps = new RuntimeTensor(ElementType.Int8, weights.Dims);
        for (var i = 0; i < floats.Length; i++) steps.Bytes[i] = (byte)(sbyte)MathF.Round(floats[i] / scales[i / inner % places]);
        long[] dims = places == 1 ? [] : [places];
        Value[] inputs =
        [
            Constant($"{value.Name}_steps", steps), Constant($"{value.Name}_scale", RuntimeTensor.Of<float>(ElementType.Float, scales, dims)),
            Constant($"{value.Name}_zero", new(ElementType.Int8, dims)),
        ];
        return (Node("DequantizeLinear", $"{value.Name}_back", inputs, places == 1 ? [] : [NodeAttribute.Of("axis", (long)axis)]), scales);
    }

    private Value Bias(Value value, float[] scales)
    {
        var bias = Tensor(value);
        var steps = new RuntimeTensor(ElementType.Int32, bias.Dims);
        for (var i = 0; i < bias.Count; i++) steps.Span<int>()[i] = (int)Math.Clamp(Math.Round(bias.Span<float>()[i] / scales[scales.Length == 1 ? 0 : i]), -1e9, 1e9);
        long[] dims = scales.Length == 1 ? [] : [scales.Length];
        Value[] inputs =
        [
            Constant($"{value.Name}_steps", steps), Constant($"{value.Name}_scale", RuntimeTensor.Of<float>(ElementType.Float, scales, dims)),
            Constant($"{value.Name}_zero", new(ElementType.Int32, dims)),
        ];
        return Node("DequantizeLinear", $"{value.Name}_back", inputs, dims.Length == 0 ? [] : [NodeAttribute.Of("axis", 0L)]);
    }

    private Value Constant(string name, RuntimeTensor tensor)
    {
        var constant = TensorTransfer.FromRuntime(tensor);
        var value = new Value(Unique(name)) { Constant = constant, Type = constant.Type };
        _graph.Initializers.Add(value);
        return value;
    }

    private Value Node(string op, string name, Value[] inputs, params NodeAttribute[] attributes)
    {
        var node = new Node(op) { Name = Unique(name) };
        node.Inputs.AddRange(inputs);
        node.Outputs.Add(new(node.Name));
        foreach (var attribute in attributes) node.Set(attribute);
        _nodes.Add(node);
        return node.Outputs[0]!;
    }

    private string Unique(string name) => $"{name}_{_nodes.Count}_{_graph.Initializers.Count}";

    private static RuntimeTensor Tensor(Value value) => TensorTransfer.ToRuntime(value.Constant!);
}
