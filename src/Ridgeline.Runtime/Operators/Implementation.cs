using Ridgeline.Runtime.Compiling;
using Ridgeline.Runtime.Kernels.Elementwise;

namespace Ridgeline.Runtime.Operators;

/// <summary>
/// One row of the implementation table: how an operator is run. <see cref="Run"/> is the plain form, right for every type and shape that the operator
/// allows; <see cref="Prepare"/> may find a faster one where constants, shapes and types are known beforehand.
/// </summary>
/// <param name="Name">The operator's name in its domain.</param>
/// <param name="Run">Reads inputs and attributes from the context, makes the outputs there. Holds no state: several threads run it at once.</param>
internal sealed record Implementation(string Name, Action<OperatorContext> Run)
{
    /// <summary>The operator's domain; empty is ONNX's own.</summary>
    public string Domain { get; init; } = "";

    /// <summary>The first version of the domain's operator set that this row serves.</summary>
    public int Since { get; init; } = 1;

    /// <summary>
    /// What is done once for a node when shapes are known: weights packed, a kernel chosen. Returns what runs in place of <see cref="Run"/>, or null to
    /// keep to that. What it returns is shared by threads and allocates nothing.
    /// </summary>
    public Func<Preparation, Action<OperatorContext>?>? Prepare { get; init; }

    /// <summary>
    /// Real elements narrower than 32 bits (fp16, bf16, fp8, fp4) are widened to float before it runs and its float outputs narrowed to what the node's
    /// first input had: the operator itself need not know them.
    /// </summary>
    public bool Widens { get; init; }

    /// <summary>
    /// Its outputs hold elements of its inputs, elsewhere: it works the same on any type as wide, or wider, and on quantised elements without knowing their
    /// scale.
    /// </summary>
    public bool Moves { get; init; }

    /// <summary>The first output may be the first input's memory in another shape: it is made with <see cref="OperatorContext.View"/>.</summary>
    public bool Views { get; init; }

    /// <summary>The first output may be written over an input of the same size, because each element is read before its place is written.</summary>
    public bool InPlace { get; init; }

    /// <summary>Whether this node hands its first input on, unchanged, and puts out nothing else. Null is never.</summary>
    public Func<Preparation, bool>? HandsOn { get; init; }

    /// <summary>
    /// The function of one float that it is, so that it can be done while a product's results are at hand; null if it is none. The plain form stays the
    /// oracle.
    /// </summary>
    public Func<Preparation, Activation?>? Activation { get; init; }

    /// <summary>The function of two floats that it is, with broadcasting, if it has two inputs; null if it is none.</summary>
    public BinaryKind? Binary { get; init; }

    /// <summary>The normalisation of rows that it is and nothing else; null if it is none.</summary>
    public Func<Preparation, RowNormalization?>? Normalization { get; init; }

    /// <summary>
    /// The same operator over tensors whose channels come last, [N, spatial…, C] where ONNX says [N, C, spatial…]: attributes still count the axes as ONNX
    /// does. Null if there is none.
    /// </summary>
    public Implementation? ChannelsLast { get; init; }

    /// <summary>Inputs from this one on are parameters that have no channels and do not broadcast: bounds, vectors of a normalisation.</summary>
    public int Parameters { get; init; } = int.MaxValue;

    /// <summary>Writes a node out in other operators once its shapes are known; false if it cannot this time. Null if it is an operator of its own.</summary>
    public Func<Expansion, bool>? Expand { get; init; }

    /// <summary>What a fusion pass may take it for.</summary>
    public Role Role { get; init; }

    /// <summary>The outputs are not a function of the inputs alone: never folded.</summary>
    public bool Random { get; init; }
}
