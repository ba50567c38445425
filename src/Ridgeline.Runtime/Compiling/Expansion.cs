using System.Runtime.InteropServices;
using Ridgeline.Graphs;
using Ridgeline.Runtime.Operators;

namespace Ridgeline.Runtime.Compiling;

/// <summary>
/// Writes a node out in other operators of ONNX once its shapes are known, so that fusions and kernels of those serve it: what ONNX Runtime fused in its
/// own operators is taken apart here and put together again in the house's way.
/// </summary>
/// <param name="plan">What is being compiled.</param>
/// <param name="node">The node.</param>
internal sealed class Expansion(Plan plan, PlanNode node)
{
    /// <summary>The operator set in which nodes are written.</summary>
    public const int Opset = 24;

    /// <summary>The node that is written out.</summary>
    public Node Node => node.Node;

    /// <summary>The nodes so far.</summary>
    public List<PlanNode> Nodes { get; } = [];

    /// <summary>An input, or null if it is left out.</summary>
    public Value? this[int input] => input < node.Inputs.Count ? node.Inputs[input] : null;

    /// <summary>Inputs written, left-out ones included.</summary>
    public int InputCount => node.Inputs.Count;

    /// <summary>The dimensions of an input or output, or null if they are not known.</summary>
    public long[]? Dims(Value? value) => plan.Dims(value);

    /// <summary>The element type of a value; undefined if it is not known.</summary>
    public ElementType Element(Value? value) => plan.Element(value);

    /// <summary>An output, or null if nobody asks for it.</summary>
    public Value? Output(int output) => output < node.Outputs.Count ? node.Outputs[output] : null;

    /// <summary>The constant that a value is, or null.</summary>
    public RuntimeTensor? Constant(Value? value) => plan.Constant(value);

    /// <summary>A value that is known beforehand.</summary>
    public Value Known(RuntimeTensor tensor)
    {
        var value = new Value($"{node.Node.Label}/{tensor.Element}");
        plan.SetConstant(value, tensor);
        return value;
    }

    /// <summary>A vector of integers.</summary>
    public Value Numbers(params long[] numbers) => Known(RuntimeTensor.Of<long>(ElementType.Int64, numbers, numbers.Length));

    /// <summary>A number.</summary>
    public Value Number(float number)
    {
        var tensor = new RuntimeTensor(ElementType.Float);
        tensor.Span<float>()[0] = number;
        return Known(tensor);
    }

    /// <summary>Adds a node that makes a value of these dimensions; null if they are not known.</summary>
    public Value Add(string operation, ElementType element, long[]? dims, Value?[] inputs, params NodeAttribute[] attributes)
    {
        var value = new Value($"{node.Node.Label}/{operation}");
        Note(value, element, dims);
        Append(operation, inputs, [value], attributes, last: false);
        return value;
    }

    /// <summary>Says of what type a value is that a node of several outputs makes.</summary>
    public void Note(Value value, ElementType element, long[]? dims)
    {
        if (dims is not null) plan.Types[value] = (element, dims);
    }

    /// <summary>Adds a node of several outputs that are there already; null where one is left out.</summary>
    public void Make(string operation, Value?[] inputs, Value?[] outputs, params NodeAttribute[] attributes) => Append(operation, inputs, outputs, attributes, last: false);

    /// <summary>Adds the node that makes the first output, and with it stands for the whole.</summary>
    public bool End(string operation, Value?[] inputs, params NodeAttribute[] attributes) => End(operation, inputs, [Output(0)], attributes);

    /// <summary>The same for a node that makes several outputs.</summary>
    public bool End(string operation, Value?[] inputs, Value?[] outputs, params NodeAttribute[] attributes)
    {
        Append(operation, inputs, outputs, attributes, last: true);
        return true;
    }

    private void Append(string operation, Value?[] inputs, Value?[] outputs, NodeAttribute[] attributes, bool last)
    {
        var part = new Node(operation) { Name = last ? node.Node.Name : $"{node.Node.Label}/{operation}" };
        part.Inputs.AddRange(inputs);
        part.Outputs.AddRange(outputs);
        foreach (var attribute in attributes) part.Set(attribute);
        var implementation = ImplementationTable.Find(part, Opset) ?? throw new InvalidOperationException($"{part} has no implementation");
        Nodes.Add(new(part, Opset, implementation) { Covers = last ? [node.Node] : [] });
    }

    /// <summary>Writes out all nodes of a plan that can be.</summary>
    public static void Run(Plan plan)
    {
        if (!plan.Nodes.Exists(n => n.Implementation.Expand is not null)) return;
        var nodes = new List<PlanNode>(plan.Nodes.Count);
        foreach (var node in CollectionsMarshal.AsSpan(plan.Nodes))
        {
            var parts = new Expansion(plan, node);
            if (node.Implementation.Expand?.Invoke(parts) == true) nodes.AddRange(parts.Nodes);
            else nodes.Add(node);
        }
        plan.Nodes = nodes;
    }
}
