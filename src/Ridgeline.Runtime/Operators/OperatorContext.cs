using Ridgeline.Graphs;
using Ridgeline.Runtime.Compiling;
using Ridgeline.Runtime.Execution;
using Ridgeline.Runtime.Threads;

namespace Ridgeline.Runtime.Operators;

/// <summary>
/// What an operator sees of a run: its node, its inputs, and where its outputs go. One for each step of a frame, so that nothing is made while a network
/// runs.
/// </summary>
internal sealed unsafe class OperatorContext(Step step, Frame frame)
{
    private readonly RuntimeTensor?[] _views = new RuntimeTensor?[step.Outputs.Length];
    private readonly Widening? _widening = step.Implementation.Widens ? new(step.Node, step.Inputs.Length, step.Outputs.Length) : null;

    /// <summary>The node.</summary>
    public Node Node => step.Node;

    /// <summary>The version of its domain's operator set.</summary>
    public int Opset => step.Opset;

    /// <summary>Inputs written, left-out ones included.</summary>
    public int InputCount => step.Inputs.Length;

    /// <summary>Outputs written, left-out ones included.</summary>
    public int OutputCount => step.Outputs.Length;

    /// <summary>The threads that share its work.</summary>
    public WorkerPool Pool => frame.Pool;

    /// <summary>Random numbers, seeded for the run.</summary>
    public RandomSource Random => frame.Random;

    /// <summary>Whether the optional input is given.</summary>
    public bool Has(int input) => input < step.Inputs.Length && step.Inputs[input] >= 0;

    /// <summary>Whether the output is asked for.</summary>
    public bool Wants(int output) => output < step.Outputs.Length && step.Outputs[output] >= 0;

    /// <summary>An input of any kind.</summary>
    /// <exception cref="OperatorException">It is left out.</exception>
    public RuntimeValue Value(int input) => Has(input) ? frame.Values[step.Inputs[input]]! : throw new OperatorException($"input {input} is left out");

    /// <summary>A tensor input.</summary>
    /// <exception cref="OperatorException">It is left out or no tensor.</exception>
    public RuntimeTensor Input(int input)
    {
        if (Value(input) is not RuntimeTensor tensor) throw new OperatorException($"input {input} is no tensor");
        return _widening is null ? tensor : _widening.Input(input, tensor);
    }

    /// <summary>A tensor input of the dimensions that it was prepared for.</summary>
    /// <exception cref="OperatorException">It is not: shape inference was mistaken.</exception>
    public RuntimeTensor Input(int input, long[] dims)
    {
        var tensor = Input(input);
        return tensor.Dims.AsSpan().SequenceEqual(dims) ? tensor : throw new OperatorException($"input {input} is {tensor}, where {string.Join('x', dims)} was expected");
    }

    /// <summary>A tensor input, or null if it is left out.</summary>
    public RuntimeTensor? Optional(int input) => Has(input) ? Input(input) : null;

    /// <summary>A tensor input's elements as integers: axes, a shape, counts. Null if it is left out.</summary>
    public long[]? Integers(int input) => Has(input) ? ScalarReading.Integers(Input(input)) : null;

    /// <summary>The tensor to write an output into; its contents are undefined. It may be an input's memory if the row says InPlace.</summary>
    public RuntimeTensor Output(int output, ElementType element, params ReadOnlySpan<long> dims)
    {
        if (!Wants(output)) return new(element, dims.ToArray());
        return _widening is null ? Place(output, element, dims) : _widening.Output(output, element, dims, this);
    }

    /// <summary>The tensor to write an output into that has an input's type and dimensions.</summary>
    public RuntimeTensor OutputLike(int output, RuntimeTensor tensor) => Output(output, tensor.Element, tensor.Dims);

    /// <summary>Makes an output of an input's memory in other dimensions; the row says Views.</summary>
    public void View(int output, RuntimeTensor source, params ReadOnlySpan<long> dims)
    {
        var slot = step.Outputs[output];
        if (slot < 0) return;
        ref var view = ref _views[output];
        if (!Serves(view, source, dims)) view = Serves(frame.Planned[slot], source, dims) ? frame.Planned[slot] : source.Reshaped(dims.ToArray());
        frame.Values[slot] = view;
    }

    /// <summary>Makes a value an output: a sequence, an optional, or a tensor of one's own. What lies in the arena is copied.</summary>
    public void Return(int output, RuntimeValue value)
    {
        if (Wants(output)) frame.Values[step.Outputs[output]] = value.Kept();
    }

    /// <summary>Memory for intermediate results, undefined at first, valid until the operator returns; each call gives the same memory.</summary>
    public byte* Scratch(long bytes) => frame.Scratch(bytes);

    /// <summary>Runs a graph of the node's attributes on inputs (null keeps the graph's own default). The values returned are kept.</summary>
    public RuntimeValue[] Invoke(Graph graph, params ReadOnlySpan<RuntimeValue?> inputs) => frame.Invoke(step.Nested[graph], inputs);

    /// <summary>Runs the step.</summary>
    internal void Execute()
    {
        step.Run(this);
        _widening?.Finish(this);
    }

    /// <summary>The planned tensor if it is what is asked for, else one of its own.</summary>
    internal RuntimeTensor Place(int output, ElementType element, ReadOnlySpan<long> dims)
    {
        var slot = step.Outputs[output];
        var planned = frame.Planned[slot];
        var tensor = planned is not null && planned.Element == element && dims.SequenceEqual(planned.Dims) ? planned : new(element, dims.ToArray());
        frame.Values[slot] = tensor;
        return tensor;
    }

    private static bool Serves(RuntimeTensor? view, RuntimeTensor source, ReadOnlySpan<long> dims) => view is not null && source.Element != ElementType.String
        && view.Data == source.Data && view.Element == source.Element && view.IsOwned == source.IsOwned && dims.SequenceEqual(view.Dims);
}
