namespace Ridgeline.Graphs.Operators;

/// <summary>
/// What a work count may ask about its node. Every shape it asks for must be known in full: a question about an unknown one ends the
/// count with <see cref="UnknownShapeException"/>, and the node's work is reported as unknown.
/// </summary>
/// <param name="node">The node.</param>
/// <param name="opset">The version of its domain's operator set.</param>
/// <param name="contents">Known contents of a value, or null.</param>
/// <param name="bits">Bits that an element is priced at, for counts of bytes; null takes each type as it is stored.</param>
public sealed class WorkContext(Node node, int opset, Func<Value, Contents?> contents, Func<ElementType, int>? bits = null)
{
    /// <summary>The node.</summary>
    public Node Node { get; } = node;

    /// <summary>The version of its domain's operator set.</summary>
    public int Opset { get; } = opset;

    /// <summary>Whether the optional input is given.</summary>
    public bool Has(int input) => input < Node.Inputs.Count && Node.Inputs[input] is not null;

    /// <summary>Whether the optional output is asked for.</summary>
    public bool Makes(int output) => output < Node.Outputs.Count && Node.Outputs[output] is not null;

    /// <summary>The dimensions of an input.</summary>
    public long[] In(int input) => Dims(Has(input) ? Node.Inputs[input] : null);

    /// <summary>The dimensions of an output.</summary>
    public long[] Out(int output = 0) => Dims(Makes(output) ? Node.Outputs[output] : null);

    /// <summary>The number of elements of an input; 0 if it is left out.</summary>
    public Int128 InCount(int input) => Has(input) ? Product(In(input)) : 0;

    /// <summary>The number of elements of an output; 0 if it is left out.</summary>
    public Int128 OutCount(int output = 0) => Makes(output) ? Product(Out(output)) : 0;

    /// <summary>Bits of one element of an input.</summary>
    public int InBits(int input) => Has(input) ? Bits(Node.Inputs[input]!) : 0;

    /// <summary>Bits of one element of an output.</summary>
    public int OutBits(int output = 0) => Makes(output) ? Bits(Node.Outputs[output]!) : 0;

    /// <summary>Known contents of an input, or null.</summary>
    public Contents? Contents(int input) => Has(input) ? contents(Node.Inputs[input]!) : null;

    /// <summary>The product of some numbers, wide enough not to overflow for any tensor that can be declared.</summary>
    public static Int128 Product(ReadOnlySpan<long> numbers)
    {
        Int128 product = 1;
        foreach (var number in numbers) product = checked(product * number);
        return product;
    }

    private int Bits(Value value) => value.Tensor is not { } tensor ? 0 : bits?.Invoke(tensor.Element) ?? tensor.Element.BitWidth();

    private long[] Dims(Value? value) => value?.Tensor is { Shape.IsFullyKnown: true } tensor
        ? tensor.Shape.ToNumbers()
        : throw new UnknownShapeException(value?.Name ?? Node.Label);
}
