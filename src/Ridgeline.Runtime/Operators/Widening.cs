using Ridgeline.Graphs;

namespace Ridgeline.Runtime.Operators;

/// <summary>
/// Lets an operator that knows float run on narrower reals: it sees widened inputs, and what it writes as float is narrowed when it is done. Keeps its
/// buffers from run to run.
/// </summary>
internal sealed class Widening(Node node, int inputs, int outputs)
{
    private readonly RuntimeTensor?[] _wide = new RuntimeTensor?[inputs];
    private readonly RuntimeTensor?[] _made = new RuntimeTensor?[outputs];
    private readonly bool[] _pending = new bool[outputs];
    private ElementType _narrow;

    /// <summary>The input as the operator sees it.</summary>
    public RuntimeTensor Input(int input, RuntimeTensor tensor)
    {
        if (!NarrowFloats.Covers(tensor.Element)) return tensor;
        if (_narrow == ElementType.Undefined || input == 0) _narrow = tensor.Element;
        var wide = _wide[input];
        if (wide is null || !wide.Dims.AsSpan().SequenceEqual(tensor.Dims)) _wide[input] = wide = new(ElementType.Float, tensor.Dims);
        NarrowFloats.Widen(tensor.Element, tensor.Bytes, wide.Span<float>());
        return wide;
    }

    /// <summary>The output as the operator sees it.</summary>
    public RuntimeTensor Output(int output, ElementType element, ReadOnlySpan<long> dims, OperatorContext context)
    {
        if (element != ElementType.Float || !NarrowFloats.Covers(Target(output))) return context.Place(output, element, dims);
        var made = _made[output];
        if (made is null || !dims.SequenceEqual(made.Dims)) _made[output] = made = new(ElementType.Float, dims.ToArray());
        _pending[output] = true;
        return made;
    }

    /// <summary>Narrows what was written.</summary>
    public void Finish(OperatorContext context)
    {
        for (var i = 0; i < outputs; i++)
        {
            if (!_pending[i]) continue;
            _pending[i] = false;
            var made = _made[i]!;
            var target = context.Place(i, Target(i), made.Dims);
            NarrowFloats.Narrow(target.Element, made.Span<float>(), target.Bytes);
        }
        _narrow = ElementType.Undefined;
    }

    // Inference knows what an output is; where it does not, it is what the inputs are.
    private ElementType Target(int output) => node.Outputs[output]?.Tensor is { Element: not ElementType.Undefined and var known } ? known : _narrow;
}
