namespace Ridgeline.Graphs.Operators;

/// <summary>
/// One row of the operator table: everything the house knows of an operator but its kernels. Shape inference, profiling, prediction,
/// conformance tests and the support page all read it here; nothing else asks for an operator by name.
/// </summary>
/// <param name="Name">Its name in its domain, such as <c>Conv</c>.</param>
/// <param name="Since">The operator-set versions at which its schema changed, ascending; the first is when it appeared.</param>
/// <param name="Infer">The shape rule: reads input types, attributes and known contents; sets output types.</param>
public sealed record Operator(string Name, int[] Since, Action<InferenceContext> Infer)
{
    /// <summary>Its domain; empty is ONNX's own.</summary>
    public string Domain { get; init; } = "";

    /// <summary>The work count for one run of the node on known shapes. The default is no arithmetic.</summary>
    public Func<WorkContext, Work> Work { get; init; } = static _ => default;

    /// <summary>
    /// What the first output contains, where small integer or real contents are known before anything runs: shape arithmetic. Null if the
    /// operator takes no part in it; a null result if the contents are not known this time.
    /// </summary>
    public Func<InferenceContext, Contents?>? Evaluate { get; init; }

    /// <summary>What the operator does to memory and gradients.</summary>
    public Traits Traits { get; init; }

    /// <summary>
    /// The count of the tool <c>pthflops</c> (JIT mode), where it counts the operator at all: see docs/counting.md. Null counts as 0, hidden.
    /// </summary>
    public Func<WorkContext, Int128>? Pthflops { get; init; }

    /// <summary>
    /// Bytes that the backward pass needs beside inputs and outputs, per run: normalisation denominators, masks, indices. Null is none.
    /// </summary>
    public Func<WorkContext, Int128>? SavedExtra { get; init; }

    /// <summary>Inputs that are no parameters even where they are constant: running statistics, tables, target shapes.</summary>
    public int[] Buffers { get; init; } = [];

    /// <summary>
    /// How often the operator runs the graph that it holds, from its node, its operator set and known contents: see <see cref="TripCount"/>. Null
    /// is once.
    /// </summary>
    public Func<Node, int, Func<Value, Contents?>, Dim>? Trips { get; init; }

    /// <summary>
    /// The matrix products that its MACs are, for models of hardware that multiply tiles. Null, or a list that does not add up to the MACs of
    /// <see cref="Work"/>, is one product of the output's columns.
    /// </summary>
    public Func<WorkContext, IReadOnlyList<MatrixProduct>>? Products { get; init; }

    /// <summary>How its window moves over its input, for models of hardware that keep what overlaps; null if it is no convolution.</summary>
    public Func<WorkContext, ConvolutionWindow?>? Window { get; init; }

    /// <summary>Which input holds positions, and in which input they are positions along the attribute <c>axis</c>; null if none does.</summary>
    public (int Of, int In)? Positions { get; init; }

    /// <summary>The domain with the name where the domain is not ONNX's own.</summary>
    public string QualifiedName => Domain.Length == 0 ? Name : $"{Domain}::{Name}";
}
