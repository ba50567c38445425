using Ridgeline.Graphs;
using Ridgeline.Runtime.Operators;

namespace Ridgeline.Runtime.Compiling;

/// <summary>One entry of a schedule: an implementation, bound to slots.</summary>
internal sealed class Step
{
    /// <summary>The node it came from; the first of them if several were fused.</summary>
    public required Node Node { get; init; }

    /// <summary>The version of the node's operator set.</summary>
    public required int Opset { get; init; }

    /// <summary>The row of the implementation table.</summary>
    public required Implementation Implementation { get; init; }

    /// <summary>Slots of inputs; -1 where one is left out.</summary>
    public required int[] Inputs { get; init; }

    /// <summary>Slots of outputs; -1 where one is not asked for.</summary>
    public required int[] Outputs { get; init; }

    /// <summary>Slots that the node's subgraphs read.</summary>
    public required int[] Captured { get; init; }

    /// <summary>What runs.</summary>
    public required Action<OperatorContext> Run { get; init; }

    /// <summary>The compiled subgraphs.</summary>
    public required IReadOnlyDictionary<Graph, SubProgram> Nested { get; init; }

    /// <summary>Inputs, by index, over which output 0 may be written.</summary>
    public int[] Overwritable { get; init; } = [];

    /// <summary>Slots whose last reader this step is, and whose values are let go after it.</summary>
    public int[] Released { get; set; } = [];

    /// <summary>The nodes of the graph that it runs, in their order; none if it only changes a layout.</summary>
    public IReadOnlyList<Node> Nodes { get; init; } = [];
}
