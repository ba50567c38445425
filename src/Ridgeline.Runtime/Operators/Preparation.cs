using Ridgeline.Graphs;
using Ridgeline.Runtime.Compiling;

namespace Ridgeline.Runtime.Operators;

/// <summary>What is known of a node before it runs: its attributes, constants, types, shapes.</summary>
/// <param name="plan">What is being compiled.</param>
/// <param name="node">The node.</param>
/// <param name="options">How it will run.</param>
internal sealed class Preparation(Plan plan, PlanNode node, RuntimeOptions options)
{
    /// <summary>The node of the graph.</summary>
    public Node Node => node.Node;

    /// <summary>The version of its operator set.</summary>
    public int Opset => node.Opset;

    /// <summary>How it will run.</summary>
    public RuntimeOptions Options => options;

    /// <summary>What fusion found out.</summary>
    public object? Fused => node.Fused;

    /// <summary>Inputs written, left-out ones included.</summary>
    public int InputCount => node.Inputs.Count;

    /// <summary>The most scratch memory that was asked for.</summary>
    public long ScratchBytes { get; private set; }

    /// <summary>Whether the optional input is given.</summary>
    public bool Has(int input) => input < node.Inputs.Count && node.Inputs[input] is not null;

    /// <summary>The constant that an input is, or null.</summary>
    public RuntimeTensor? Constant(int input) => Has(input) ? plan.Constant(node.Inputs[input]) : null;

    /// <summary>The dimensions of an input, or null if they are not known.</summary>
    public long[]? Dims(int input) => Has(input) ? plan.Dims(node.Inputs[input]) : null;

    /// <summary>The dimensions of an output, or null if they are not known.</summary>
    public long[]? OutputDims(int output) => output < node.Outputs.Count ? plan.Dims(node.Outputs[output]) : null;

    /// <summary>The element type of an input; undefined if not known.</summary>
    public ElementType Element(int input) => Has(input) ? plan.Element(node.Inputs[input]) : ElementType.Undefined;

    /// <summary>Says that it will ask for so much scratch memory, so that it is there beforehand.</summary>
    public void Scratch(long bytes) => ScratchBytes = Math.Max(ScratchBytes, bytes);
}
