using Ridgeline.Diagnostics;
using Ridgeline.Graphs;

namespace Ridgeline.Runtime.Tests.Networks;

/// <summary>Runs a node of a network alone.</summary>
internal static class Steps
{
    /// <summary>Whether it makes bytes or 32-bit sums of what is given.</summary>
    public static bool IsOfIntegers(Node node, IReadOnlyDictionary<string, Tensor> values) => node.Inputs.Exists(i => i is not null && !i.IsConstant)
        && node.Outputs[0] is { } output && values.GetValueOrDefault(output.Name)?.Element is ElementType.UInt8 or ElementType.Int8 or ElementType.Int32;

    /// <summary>Its outputs for known values of what it reads; null if it reads nothing.</summary>
    /// <param name="node">The node.</param>
    /// <param name="model">Its model.</param>
    /// <param name="values">What the network's values are.</param>
    public static Dictionary<string, RuntimeTensor>? Run(Node node, Model model, IReadOnlyDictionary<string, Tensor> values)
    {
        var graph = new Graph("step");
        var alone = new Model(graph) { IrVersion = model.IrVersion };
        foreach (var (domain, version) in model.Opsets) alone.Opsets[domain] = version;
        var copy = new Node(node.OpType, node.Domain) { Name = node.Name };
        foreach (var attribute in node.Attributes.Values) copy.Set(attribute);
        var given = new Dictionary<string, RuntimeValue>(StringComparer.Ordinal);
        var inputs = new Dictionary<string, Value>(StringComparer.Ordinal);
        foreach (var input in node.Inputs) copy.Inputs.Add(input is null ? null : Input(graph, input, values, inputs, given));
        if (given.Count == 0) return null;
        foreach (var output in node.Outputs)
        {
            var made = output is null ? null : new Value(output.Name) { Type = TypeOf(values[output.Name]) };
            copy.Outputs.Add(made);
            if (made is not null) graph.Outputs.Add(made);
        }
        graph.Nodes.Add(copy);
        var diagnostics = new DiagnosticBag();
        using var network = CompiledNetwork.Compile(alone, new() { Threads = 2 }, diagnostics);
        diagnostics.ThrowIfErrors();
        return network!.Run(given).ToDictionary(o => o.Key, o => (RuntimeTensor)o.Value, StringComparer.Ordinal);
    }

    private static Value Input(Graph graph, Value input, IReadOnlyDictionary<string, Tensor> values, Dictionary<string, Value> inputs, Dictionary<string, RuntimeValue> given)
    {
        if (inputs.TryGetValue(input.Name, out var value)) return value;
        var tensor = input.Constant ?? values[input.Name];
        inputs[input.Name] = value = new(input.Name) { Type = TypeOf(tensor), Constant = input.Constant };
        (input.IsConstant ? graph.Initializers : graph.Inputs).Add(value);
        if (!input.IsConstant) given[input.Name] = TensorTransfer.ToRuntime(tensor);
        return value;
    }

    private static TensorType TypeOf(Tensor tensor) => new(tensor.Element, Shape.Of(tensor.Dims));
}
