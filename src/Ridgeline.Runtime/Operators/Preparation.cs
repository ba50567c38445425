using Ridgeline.Graphs;
using Ridgeline.Runtime.Compiling;
using Ridgeline.Runtime.Threads;

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

    /// <summary>Threads that help to pack weights.</summary>
    public WorkerPool Pool => plan.Pool;

    /// <summary>What follows a product or convolution and is done with it.</summary>
    public Tail Tail => node.Tail;

    /// <summary>Inputs written, left-out ones included.</summary>
    public int InputCount => node.Inputs.Count;

    /// <summary>The most scratch memory that was asked for.</summary>
    public long ScratchBytes { get; private set; }

    /// <summary>Whether the optional input is given.</summary>
    public bool Has(int input) => input < node.Inputs.Count && node.Inputs[input] is not null;

    /// <summary>Outputs written, left-out ones included.</summary>
    public int OutputCount => node.Outputs.Count;

    /// <summary>Whether the output is asked for.</summary>
    public bool Wants(int output) => output < node.Outputs.Count && node.Outputs[output] is not null;

    /// <summary>The constant that an input is, or null.</summary>
    public RuntimeTensor? Constant(int input) => Has(input) ? plan.Constant(node.Inputs[input]) : null;

    /// <summary>Whether an input is a constant; does not read it.</summary>
    public bool IsConstant(int input) => Has(input) && plan.IsConstant(node.Inputs[input]);

    /// <summary>The dimensions of an input, or null if they are not known.</summary>
    public long[]? Dims(int input) => Has(input) ? plan.Dims(node.Inputs[input]) : null;

    /// <summary>The dimensions of an output, or null if they are not known.</summary>
    public long[]? OutputDims(int output) => output < node.Outputs.Count ? plan.Dims(node.Outputs[output]) : null;

    /// <summary>The element type of an input; undefined if not known.</summary>
    public ElementType Element(int input) => Has(input) ? plan.Element(node.Inputs[input]) : ElementType.Undefined;

    /// <summary>Inputs that what runs does not read any more, because it holds them in another form.</summary>
    public HashSet<int> Absorbed { get; } = [];

    /// <summary>
    /// Something made of a constant input, such as its packed form: made once for all shapes that the network is compiled for. The input itself is no
    /// longer at hand when the node runs.
    /// </summary>
    public T Absorb<T>(int input, Func<RuntimeTensor, T> make)
        where T : class
    {
        Absorbed.Add(input);
        var value = node.Inputs[input]!;
        return plan.Shared(value, () => make(plan.Constant(value)!));
    }

    /// <summary>A batch normalisation with constant parameters as one factor and one term a channel.</summary>
    public (double[] Scale, double[] Shift) BatchScale() => Compiling.BatchScale.Of(plan, node);

    /// <summary>Says that it will ask for so much scratch memory, so that it is there beforehand.</summary>
    public void Scratch(long bytes) => ScratchBytes = Math.Max(ScratchBytes, bytes);
}
