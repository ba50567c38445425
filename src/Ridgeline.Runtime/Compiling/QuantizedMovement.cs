using Ridgeline.Graphs;
using Ridgeline.Runtime.Operators;

namespace Ridgeline.Runtime.Compiling;

/// <summary>
/// Moves quantised values as the bytes that they are: what is dequantised, moved (or the largest of it taken) and quantised again keeps its steps, exactly.
/// Dequantisation goes below what moves, quantisation above it, and where both meet with one scale nothing is left.
/// </summary>
internal sealed class QuantizedMovement
{
    private readonly Plan _plan;
    private readonly Dictionary<Value, List<PlanNode>> _readers;
    private readonly List<PlanNode> _nodes = [];

    // What floats were dequantised from, and steps that are others' steps.
    private readonly Dictionary<Value, QuantizedValue> _steps = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<Value, Value> _same = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<PlanNode> _done = [];

    private QuantizedMovement(Plan plan) => (_plan, _readers) = (plan, plan.Readers());

    /// <summary>Rewrites a plan if something in it is dequantised.</summary>
    public static void Run(Plan plan)
    {
        if (!plan.Nodes.Exists(n => n.Implementation.Role == Role.Dequantization)) return;
        var movement = new QuantizedMovement(plan);
        foreach (var node in plan.Nodes) movement.Take(node);
        plan.Nodes = movement._nodes;
        Folding.Rest(plan, keepsQuantized: true);
    }

    /// <summary>Takes out conversions whose result nobody reads any more.</summary>
    public static void RemoveUnread(Plan plan)
    {
        if (!plan.Nodes.Exists(Converts)) return;
        var readers = plan.Readers();
        plan.Nodes.RemoveAll(n => Converts(n) && n.Outputs is [{ } output] && !readers.ContainsKey(output) && !plan.Escapes(output));
    }

    private static bool Converts(PlanNode node) => node.Implementation.Role is Role.Dequantization or Role.Quantization;

    private void Take(PlanNode node)
    {
        if (_done.Contains(node)) return;
        for (var i = 0; i < node.Inputs.Count; i++)
        {
            if (node.Inputs[i] is { } input && _same.TryGetValue(input, out var steps)) node.Inputs[i] = steps;
        }
        if (QuantizedValue.Of(_plan, node) is { } known) _steps[node.Outputs[0]!] = known;
        else if (Returns(node) is { } before)
        {
            _same[node.Outputs[0]!] = before;
            return;
        }
        else if (node.Implementation.Moves && TryMove(node)) return;
        _nodes.Add(node);
    }

    // The steps that a quantisation gives back.
    private Value? Returns(PlanNode node) => QuantizedValue.Made(_plan, node) is { } made && node.Inputs[0] is { } input && _steps.TryGetValue(input, out var from)
        && from.SameScale(_plan, made) && !_plan.Escapes(made.Steps) ? from.Steps : null;

    private bool TryMove(PlanNode node)
    {
        var floats = node.Inputs.Where(i => _plan.Element(i) == ElementType.Float).ToList();
        if (floats.Count == 0 || !node.Outputs.TrueForAll(o => o is null || _plan.Element(o) == ElementType.Float)) return false;
        var known = floats.ConvertAll(f => _steps.GetValueOrDefault(f!));
        if (known.Contains(null)) return false;
        if (known.TrueForAll(k => k!.SameScale(_plan, known[0]!))) Lower(node, known[0]!, known[0]!.Axis);
        else if (known is [{ Axis: >= 0 } one] && node.Implementation.Role == Role.Transposition && _plan.Dims(one.Steps) is { } dims)
        {
            Lower(node, one, Array.IndexOf(TurnedValue.Order(node.Node, dims.Length), one.Axis));
        }
        else return TryRaise(node);
        return true;
    }

    // The bytes are moved, and dequantised then.
    private void Lower(PlanNode node, QuantizedValue scale, int axis)
    {
        ReadSteps(node);
        _nodes.Add(node);
        for (var i = 0; i < node.Outputs.Count; i++)
        {
            if (node.Outputs[i] is not { } output) continue;
            var steps = NewValue(output, _plan.Element(scale.Steps));
            node.Outputs[i] = steps;
            _nodes.Add(Conversion(Quantization.Dequantize, steps, scale, output, axis));
            _steps[output] = new(steps, scale.Scale, scale.Zero, axis);
        }
    }

    // All are quantised as the result will be, and moved then.
    private bool TryRaise(PlanNode node)
    {
        if (node.Outputs is not [{ } output] || _plan.Escapes(output) || _readers.GetValueOrDefault(output) is not [var reader]) return false;
        if (QuantizedValue.Made(_plan, reader) is not { } made) return false;
        for (var i = 0; i < node.Inputs.Count; i++)
        {
            if (node.Inputs[i] is not { } input || !_steps.TryGetValue(input, out var from)) continue;
            if (from.SameScale(_plan, made))
            {
                node.Inputs[i] = from.Steps;
                continue;
            }
            var again = NewValue(input, _plan.Element(made.Steps));
            _nodes.Add(Conversion(Quantization.Quantize, input, made, again, -1));
            node.Inputs[i] = again;
        }
        node.Outputs[0] = made.Steps;
        node.Covers.AddRange(reader.Covers);
        _nodes.Add(node);
        _done.Add(reader);
        return true;
    }

    private void ReadSteps(PlanNode node)
    {
        for (var i = 0; i < node.Inputs.Count; i++)
        {
            if (node.Inputs[i] is { } input && _steps.TryGetValue(input, out var from)) node.Inputs[i] = from.Steps;
        }
    }

    private Value NewValue(Value like, ElementType element)
    {
        var value = new Value(like.Name) { Type = new TensorType(element, like.Tensor?.Shape ?? Shape.Unknown) };
        if (_plan.Dims(like) is { } dims) _plan.Types[value] = (element, dims);
        return value;
    }

    private PlanNode Conversion(Implementation row, Value from, QuantizedValue scale, Value to, int axis)
    {
        var element = _plan.Element(to);
        var node = new Node(row.Name) { Name = $"{to.Name} {(row.Role == Role.Quantization ? "in steps" : "from steps")}" };
        // Without a zero point the type of steps is told.
        if (scale.Zero is null && row.Role == Role.Quantization) node.Set(NodeAttribute.Of("output_dtype", (long)element));
        if (axis >= 0) node.Set(NodeAttribute.Of("axis", (long)axis));
        node.Inputs.AddRange(scale.Zero is null ? [from, scale.Scale] : [from, scale.Scale, scale.Zero]);
        node.Outputs.Add(to);
        return new(node, 1, row) { Covers = [] };
    }
}
