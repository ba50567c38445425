using Ridgeline.Graphs;
using Ridgeline.Runtime.Kernels.Elementwise;
using Ridgeline.Runtime.Operators;

namespace Ridgeline.Runtime.Compiling;

/// <summary>Nodes that work on each element alone, of which one makes the result and the others serve nobody else.</summary>
/// <param name="rewriting">The plan.</param>
/// <param name="sink">The node that makes the result; it may quantise it.</param>
internal sealed class ElementGroup(Rewriting rewriting, PlanNode sink)
{
    /// <summary>Its nodes.</summary>
    public List<PlanNode> Members { get; } = [sink];

    /// <summary>The dimensions of all results.</summary>
    public long[] Dims { get; } = rewriting.Plan.Dims(sink.Outputs[0])!;

    /// <summary>What it reads; known after <see cref="Steps"/> was asked for.</summary>
    public List<Value> Inputs { get; } = [];

    /// <summary>How each input, and the result behind them, lies as bytes; null where it is floats. Known with the inputs.</summary>
    public List<ElementBytes?> Bytes { get; } = [];

    /// <summary>Whether a node reads what was dequantised.</summary>
    public bool ReadsBytes => Members.Exists(m => Array.Exists(Operands(m), o => Dequantized(o) is not null));

    /// <summary>Whether a node is a function of each element alone that has a kernel, over floats of known dimensions.</summary>
    public static bool Serves(Rewriting rewriting, PlanNode node)
    {
        var plan = rewriting.Plan;
        if (node.Tail != Tail.None || node.Outputs is not [{ } output]) return false;
        if (plan.Element(output) != ElementType.Float || plan.Dims(output) is not { } dims) return false;
        if (Function(rewriting, node) is not null) return rewriting.IsFloats(node.Inputs[0], dims);
        return node.Implementation.Binary is not null && node.Inputs is [{ } a, { } b] && IsOperand(plan, a) && IsOperand(plan, b);
    }

    /// <summary>Whether a node makes bytes of floats of known dimensions, with one scale: the end of a group.</summary>
    public static bool Quantizes(Rewriting rewriting, PlanNode node) => node.Implementation.Role == Role.Quantization
        && QuantizedValue.Made(rewriting.Plan, node) is not null && rewriting.Plan.Dims(node.Outputs[0]) is { } dims && rewriting.IsFloats(node.Inputs[0], dims);

    /// <summary>The steps of its program, in order.</summary>
    public List<ElementStep> Steps()
    {
        var made = QuantizedValue.Made(rewriting.Plan, sink);
        var members = rewriting.InOrder(Members);
        if (made is not null) members.Remove(sink);
        var places = new Dictionary<Value, int>(ReferenceEqualityComparer.Instance);
        for (var i = 0; i < members.Count; i++) places[members[i].Outputs[0]!] = i;
        var read = new List<Value>();
        foreach (var node in made is null ? members : [.. members, sink])
        {
            foreach (var input in Operands(node).Where(o => !places.ContainsKey(o) && !read.Contains(o))) read.Add(input);
        }
        foreach (var value in read)
        {
            var steps = Dequantized(value);
            Inputs.Add(steps?.Steps ?? value);
            Bytes.Add(steps is null ? null : Format(steps));
        }
        Bytes.Add(made is null ? null : Format(made));
        int At(Value value) => places.TryGetValue(value, out var step) ? read.Count + step : read.IndexOf(value);
        if (members.Count == 0) return [new(Activation.None, default, 0, 0)];
        return members.ConvertAll(node => new ElementStep(
            Function(rewriting, node), node.Implementation.Binary ?? default, At(node.Inputs[0]!), Operands(node).Length > 1 ? At(node.Inputs[1]!) : 0));
    }

    /// <summary>What a node reads element by element: of a function of one float, and of a quantisation, the first input alone.</summary>
    public Value[] Operands(PlanNode node) => node.Implementation.Role == Role.Quantization || Function(rewriting, node) is not null
        ? [node.Inputs[0]!] : [node.Inputs[0]!, node.Inputs[1]!];

    // Bytes of one scale that a value was made of; others may read it as floats all the same.
    private QuantizedValue? Dequantized(Value value) => QuantizedValue.Of(rewriting.Plan, rewriting.Maker(value)) is { Axis: < 0 } steps
        && rewriting.Plan.Element(steps.Steps) is ElementType.Int8 or ElementType.UInt8 && rewriting.Plan.Dims(steps.Steps) is not null ? steps : null;

    private ElementBytes Format(QuantizedValue steps) => new(
        Quantization.At(rewriting.Plan.Constant(steps.Scale), 0), (int)Quantization.At(rewriting.Plan.Constant(steps.Zero), 0),
        rewriting.Plan.Element(steps.Steps) == ElementType.Int8);

    private static Activation? Function(Rewriting rewriting, PlanNode node) => node.Implementation.Activation?.Invoke(rewriting.About(node));

    private static bool IsOperand(Plan plan, Value value) => plan.Element(value) == ElementType.Float && plan.Dims(value) is not null;
}
