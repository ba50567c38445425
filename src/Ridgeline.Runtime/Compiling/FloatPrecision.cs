using Ridgeline.Graphs;
using Ridgeline.Runtime.Operators;

namespace Ridgeline.Runtime.Compiling;

/// <summary>
/// Lets networks in half precision (fp16, bf16) calculate in float: an operator hands what it makes on as float, also to those that only move it, and
/// weights are widened once. A value is rounded to its type where the network says so (Cast), returned, or read by a subgraph.
/// </summary>
internal sealed class FloatPrecision
{
    private readonly Plan _plan;
    private readonly List<PlanNode> _nodes = [];

    // The float that a narrow value was rounded from, or is widened to.
    private readonly Dictionary<Value, Value> _wide = new(ReferenceEqualityComparer.Instance);

    // Values that exist as float alone, until somebody wants them in their own type.
    private readonly HashSet<Value> _missing = new(ReferenceEqualityComparer.Instance);

    private FloatPrecision(Plan plan) => _plan = plan;

    /// <summary>Widens what calculates.</summary>
    public static void Run(Plan plan)
    {
        var precision = new FloatPrecision(plan);
        foreach (var node in plan.Nodes)
        {
            if (precision.Calculates(node) || precision.Moves(node)) precision.Widen(node);
            else precision.Keep(node);
        }
        foreach (var output in plan.Outputs.Concat(plan.Captured).Where(precision._missing.Contains).ToList()) precision.Round(output);
        plan.Nodes = precision._nodes;
    }

    private bool IsNarrow(Value? value) => _plan.Element(value) is ElementType.Float16 or ElementType.BFloat16;

    // Types of outputs that nobody knows are found while it runs.
    private bool Calculates(PlanNode node) => node.Implementation.Widens && (node.Inputs.Exists(IsNarrow) || node.Outputs.Exists(IsNarrow))
        && node.Outputs.TrueForAll(o => o is null || _plan.Element(o) != ElementType.Undefined);

    // What is moved and was calculated in float stays float. What is returned is rounded first, so that half as much is moved.
    private bool Moves(PlanNode node) => node.Implementation.Moves && node.Inputs.Exists(i => i is not null && _missing.Contains(i))
        && node.Outputs.TrueForAll(o => o is null || (IsNarrow(o) && !_plan.Escapes(o)));

    private void Widen(PlanNode node)
    {
        for (var i = 0; i < node.Inputs.Count; i++)
        {
            if (IsNarrow(node.Inputs[i])) node.Inputs[i] = Widened(node.Inputs[i]!);
            else Present(node.Inputs[i]);
        }
        for (var i = 0; i < node.Outputs.Count; i++)
        {
            if (node.Outputs[i] is not { } output || !IsNarrow(output)) continue;
            node.Outputs[i] = _wide[output] = NewValue(output);
            _missing.Add(output);
        }
        var last = node.Implementation.ChannelsLast;
        node.Implementation = node.Implementation with { Widens = false, ChannelsLast = last is null ? null : last with { Widens = false } };
        _nodes.Add(node);
    }

    private void Keep(PlanNode node)
    {
        foreach (var input in node.Inputs.Concat(node.Node.Subgraphs.SelectMany(FreeValues.Of)).ToList()) Present(input);
        _nodes.Add(node);
    }

    private void Present(Value? value)
    {
        if (value is not null && _missing.Contains(value)) Round(value);
    }

    private Value Widened(Value value)
    {
        if (_wide.TryGetValue(value, out var wide)) return wide;
        if (!_plan.IsConstant(value))
        {
            wide = NewValue(value);
            _nodes.Add(Conversion(value, wide, ElementType.Float));
            return _wide[value] = wide;
        }
        // One value for all shapes: what is packed of it is found by it.
        wide = _plan.Shared(value, () => new Value(value.Name));
        if (!_plan.IsConstant(wide)) _plan.SetConstant(wide, Casting.Convert(_plan.Constant(value)!, ElementType.Float));
        return _wide[value] = wide;
    }

    private void Round(Value value)
    {
        _missing.Remove(value);
        _nodes.Add(Conversion(_wide[value], value, _plan.Element(value)));
    }

    private Value NewValue(Value like)
    {
        var value = new Value(like.Name) { Type = new TensorType(ElementType.Float, like.Tensor?.Shape ?? Shape.Unknown) };
        if (_plan.Dims(like) is { } dims) _plan.Types[value] = (ElementType.Float, dims);
        return value;
    }

    private static PlanNode Conversion(Value from, Value to, ElementType element)
    {
        var node = new Node("Cast") { Name = $"{to.Name} as {element.Spelling()}" };
        node.Set(NodeAttribute.Of("to", (long)element));
        node.Inputs.Add(from);
        node.Outputs.Add(to);
        return new(node, 1, Casting.Cast) { Covers = [] };
    }
}
