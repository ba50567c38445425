using Ridgeline.Graphs;
using Ridgeline.Runtime.Operators;

namespace Ridgeline.Runtime.Compiling;

/// <summary>A node while a program is being made: what fusion moves about.</summary>
/// <param name="node">The node of the graph.</param>
/// <param name="opset">The version of its operator set.</param>
/// <param name="implementation">How it is run.</param>
internal sealed class PlanNode(Node node, int opset, Implementation implementation)
{
    /// <summary>The node of the graph; the first if several were fused.</summary>
    public Node Node { get; } = node;

    /// <summary>The version of its operator set.</summary>
    public int Opset { get; } = opset;

    /// <summary>How it is run; fusion may put another in its place.</summary>
    public Implementation Implementation { get; set; } = implementation;

    /// <summary>What it reads; null where an input is left out.</summary>
    public List<Value?> Inputs { get; } = [.. node.Inputs];

    /// <summary>What it makes; null where an output is left out.</summary>
    public List<Value?> Outputs { get; } = [.. node.Outputs];

    /// <summary>What follows it and is done with it.</summary>
    public Tail Tail { get; set; } = Tail.None;

    /// <summary>A node that stands for several.</summary>
    /// <param name="main">The one after which it is named.</param>
    /// <param name="implementation">How it is run.</param>
    /// <param name="inputs">What it reads.</param>
    /// <param name="outputs">What it makes.</param>
    public static PlanNode Fused(PlanNode main, Implementation implementation, IEnumerable<Value?> inputs, IEnumerable<Value?> outputs)
    {
        var fused = new PlanNode(main.Node, main.Opset, implementation);
        fused.Inputs.Clear();
        fused.Inputs.AddRange(inputs);
        fused.Outputs.Clear();
        fused.Outputs.AddRange(outputs);
        return fused;
    }

    /// <summary>Makes it hand its first input on, and nothing else.</summary>
    public void HandOn()
    {
        Implementation = Shaping.Identity;
        Inputs.RemoveRange(1, Inputs.Count - 1);
        Outputs.RemoveRange(1, Outputs.Count - 1);
    }

    /// <summary>The nodes of the graph that it stands for, in their order.</summary>
    public List<Node> Covers { get; init; } = [node];
}
