namespace Ridgeline.Graphs.Operators;

/// <summary>
/// What a shape rule may ask about its node, and where it says what it found. A rule never guesses: what it cannot know it leaves unknown.
/// </summary>
public sealed class InferenceContext
{
    private readonly IInferenceScope _scope;

    internal InferenceContext(Node node, int opset, IInferenceScope scope) => (Node, Opset, _scope) = (node, opset, scope);

    /// <summary>The node.</summary>
    public Node Node { get; }

    /// <summary>The version of its domain's operator set.</summary>
    public int Opset { get; }

    /// <summary>The number of inputs written, left-out ones included.</summary>
    public int InputCount => Node.Inputs.Count;

    /// <summary>The number of outputs written, left-out ones included.</summary>
    public int OutputCount => Node.Outputs.Count;

    /// <summary>Whether the optional input is given.</summary>
    public bool Has(int input) => input < Node.Inputs.Count && Node.Inputs[input] is not null;

    /// <summary>The type of an input; null if not known or not given.</summary>
    public DataType? Type(int input) => Has(input) ? Node.Inputs[input]!.Type : null;

    /// <summary>The element type of a tensor input; <see cref="ElementType.Undefined"/> if not known.</summary>
    public ElementType Element(int input) => Type(input) switch
    {
        TensorType tensor => tensor.Element,
        SparseTensorType sparse => sparse.Element,
        _ => ElementType.Undefined,
    };

    /// <summary>The shape of a tensor input; <see cref="Shape.Unknown"/> if not known or not given.</summary>
    public Shape Shape(int input) => Type(input) switch
    {
        TensorType tensor => tensor.Shape,
        SparseTensorType sparse => sparse.Shape,
        _ => Graphs.Shape.Unknown,
    };

    /// <summary>The shapes of all inputs.</summary>
    public Shape[] Shapes()
    {
        var shapes = new Shape[InputCount];
        for (var i = 0; i < shapes.Length; i++) shapes[i] = Shape(i);
        return shapes;
    }

    /// <summary>What an input is known to contain, or null.</summary>
    public Contents? Contents(int input) => Has(input) ? _scope.ContentsOf(Node.Inputs[input]!) : null;

    /// <summary>An input's elements as integers that may be symbolic; null if nothing is known of them.</summary>
    public Dim[]? Integers(int input) => Contents(input)?.Integers;

    /// <summary>An input's elements as numbers; null if one of them is not known.</summary>
    public long[]? Numbers(int input) => Contents(input)?.Numbers;

    /// <summary>A parameter that was an attribute in early operator sets and is an input in later ones; null if given neither way or not known.</summary>
    public long[]? NumbersOrAttribute(int input, string attribute) => Has(input) ? Numbers(input) : Node.Ints(attribute);

    /// <summary>Sets the type of an output; ignored if the node does not ask for the output. Null is unknown.</summary>
    public void Output(int output, DataType? type)
    {
        if (output < Node.Outputs.Count && Node.Outputs[output] is { } value) _scope.Assign(Node, value, type);
    }

    /// <summary>Sets the element type and shape of an output.</summary>
    /// <exception cref="InferenceException">A dimension comes out negative: the rule was given what cannot be.</exception>
    public void Output(int output, ElementType element, Shape shape)
    {
        foreach (var dim in shape)
        {
            if (dim.ValueOrNull < 0) throw new InferenceException($"the output would be {shape}");
        }
        Output(output, new TensorType(element, shape));
    }

    /// <summary>The type inferred so far for an output; null if not known.</summary>
    public TensorType? OutputTensor(int output = 0) => output < Node.Outputs.Count ? Node.Outputs[output]?.Tensor : null;

    /// <summary>Says what an output contains.</summary>
    public void OutputContents(int output, Contents contents)
    {
        if (output < Node.Outputs.Count && Node.Outputs[output] is { } value) _scope.AssignContents(value, contents);
    }

    /// <summary>
    /// Says that two dimensions are one and the same, as the inner dimensions of a product are. A name that meets a number becomes that number
    /// everywhere.
    /// </summary>
    /// <exception cref="InferenceException">They are different numbers.</exception>
    public Dim Unify(Dim a, Dim b, string what) => _scope.Unify(a, b)
        ?? throw new InferenceException($"{what}: {a} and {b} are not the same");

    /// <summary>Turns an axis that may count from the end into one that counts from the start.</summary>
    /// <exception cref="InferenceException">It lies outside the rank.</exception>
    public static int Axis(long axis, int rank, bool inclusive = false)
    {
        var limit = inclusive ? rank : rank - 1;
        var positive = axis < 0 ? axis + rank + (inclusive ? 1 : 0) : axis;
        return positive >= 0 && positive <= Math.Max(limit, 0) && (rank > 0 || positive == 0)
            ? (int)positive
            : throw new InferenceException($"axis {axis} lies outside a tensor of rank {rank}");
    }

    /// <summary>
    /// Infers a subgraph on inputs of given types (null keeps what the subgraph declares; missing ones at the end likewise); returns the types
    /// of its outputs.
    /// </summary>
    public IReadOnlyList<DataType?> Infer(Graph subgraph, IReadOnlyList<DataType?> inputs, bool mayBeSkipped = false) =>
        _scope.InferSubgraph(subgraph, inputs, mayBeSkipped);

    /// <summary>What a value of a subgraph just inferred is known to contain, or null.</summary>
    public Contents? ContentsOf(Value value) => _scope.ContentsOf(value);
}
