using Ridgeline.Graphs;
using Ridgeline.Runtime.Operators;

namespace Ridgeline.Runtime.Compiling;

/// <summary>
/// Keeps images with their channels last, [N, spatial…, C], from the first convolution to the last: kernels read whole vectors of channels, and a 1x1
/// convolution is a product. Nodes that can work so follow; where one cannot, the tensor is turned back.
/// </summary>
internal sealed class ChannelsLastLayout
{
    private readonly Plan _plan;
    private readonly List<PlanNode> _nodes = [];

    // The value with channels last that holds the same elements.
    private readonly Dictionary<Value, Value> _turned = new(ReferenceEqualityComparer.Instance);

    // Values that exist with channels last alone, until somebody wants them otherwise.
    private readonly HashSet<Value> _missing = new(ReferenceEqualityComparer.Instance);

    private ChannelsLastLayout(Plan plan) => _plan = plan;

    /// <summary>Lays out a plan.</summary>
    public static void Run(Plan plan)
    {
        var layout = new ChannelsLastLayout(plan);
        foreach (var node in plan.Nodes)
        {
            if (IsSeed(plan, node) || IsQuantizedSeed(plan, node) || layout.Follows(node)) layout.Turn(node);
            else layout.Keep(node);
        }
        foreach (var output in plan.Outputs.Concat(plan.Captured).Where(layout._missing.Contains).ToList()) layout.TurnBack(output);
        plan.Nodes = layout._nodes;
    }

    /// <summary>Whether a node is a convolution that the kernels can do: float, of known shape, with constant weights.</summary>
    public static bool IsSeed(Plan plan, PlanNode node) => Convolves(node) && node.Implementation.ChannelsLast is not null
        && plan.Element(node.Inputs[0]) == ElementType.Float && plan.IsConstant(node.Inputs[1])
        && plan.Dims(node.Inputs[0]) is { Length: >= 3 and <= 5 } && plan.Dims(node.Outputs[0]) is not null
        && (node.Inputs.Count < 3 || node.Inputs[2] is null || plan.IsConstant(node.Inputs[2]));

    private static bool IsQuantizedSeed(Plan plan, PlanNode node) => node.Implementation.Role == Role.QuantizedConvolution && IntegerConvolutions.Serves(plan, node);

    private static bool Convolves(PlanNode node) => node.Implementation.Role is Role.Convolution or Role.TransposedConvolution or Role.QuantizedConvolution;

    // At least one input has its channels last already, and each other can be turned.
    private bool Follows(PlanNode node)
    {
        if (node.Implementation.ChannelsLast is null || Convolves(node)) return false;
        if (node.Outputs.Count(o => o is not null) != 1 || _plan.Dims(node.Outputs[0]) is not { Length: >= 3 and <= 5 } dims) return false;
        if (!node.Inputs.Exists(i => i is not null && _turned.ContainsKey(i))) return false;
        if (node.Implementation.Role is Role.Quantization or Role.Dequantization && _plan.Constant(node.Inputs[1]) is not { Count: 1 }) return false;
        return node.Inputs.Take(node.Implementation.Parameters).All(i => i is null || (Lies(node, i) && CanTurn(i, dims.Length)))
            && node.Inputs.Skip(node.Implementation.Parameters).All(i => i is null || _plan.IsConstant(i));
    }

    // Half precision is only moved or converted here, and so are bytes.
    private bool Lies(PlanNode node, Value value) => _plan.Element(value) switch
    {
        ElementType.Float or ElementType.Float16 or ElementType.BFloat16 => true,
        ElementType.Int8 or ElementType.UInt8 => node.Implementation.ChannelsLast!.Moves || node.Implementation.Role == Role.Dequantization,
        _ => false,
    };

    private bool CanTurn(Value value, int rank) => _turned.ContainsKey(value)
        || (_plan.Dims(value) is { } dims && (dims.Length == rank || (_plan.IsConstant(value) && (Tensor.CountOf(dims) == 1 || dims.Length == rank - 1))));

    private void Turn(PlanNode node)
    {
        var rank = _plan.Dims(node.Outputs[0])!.Length;
        var seed = Convolves(node);
        for (var i = 0; i < node.Inputs.Count; i++)
        {
            if (node.Inputs[i] is not { } input) continue;
            if (seed ? i == 0 || i == node.Tail.Residual : i < node.Implementation.Parameters) node.Inputs[i] = Turned(input, rank);
        }
        node.Implementation = node.Implementation.ChannelsLast!;
        var output = node.Outputs[0]!;
        node.Outputs[0] = NewValue(output);
        _turned[output] = node.Outputs[0]!;
        _missing.Add(output);
        _nodes.Add(node);
    }

    private void Keep(PlanNode node)
    {
        foreach (var input in node.Inputs.OfType<Value>().Concat(node.Node.Subgraphs.SelectMany(FreeValues.Of)).Where(_missing.Contains).ToList()) TurnBack(input);
        _nodes.Add(node);
    }

    private Value Turned(Value value, int rank)
    {
        if (_turned.TryGetValue(value, out var turned)) return turned;
        if (_plan.Constant(value) is { } constant) return _turned[value] = TurnedConstant(value, constant, rank);
        turned = NewValue(value);
        _nodes.Add(Turning(value, turned, ChannelTurns.ToLast));
        return _turned[value] = turned;
    }

    private Value TurnedConstant(Value value, RuntimeTensor constant, int rank)
    {
        if (constant.Count == 1) return value;
        var full = constant.Rank == rank ? constant : constant.Reshaped([1, .. constant.Dims]);
        var turned = new Value(value.Name);
        _plan.SetConstant(turned, ChannelTurns.Turned(full));
        return turned;
    }

    private void TurnBack(Value value)
    {
        _missing.Remove(value);
        _nodes.Add(Turning(_turned[value], value, ChannelTurns.ToFirst));
    }

    private Value NewValue(Value like)
    {
        var value = new Value(like.Name);
        var (element, dims) = _plan.Types[like];
        _plan.Types[value] = (element, ChannelTurns.Last(dims));
        return value;
    }

    private static PlanNode Turning(Value from, Value to, Implementation implementation)
    {
        var node = new Node("Transpose") { Name = $"{to.Name} layout" };
        node.Inputs.Add(from);
        node.Outputs.Add(to);
        return new(node, 1, implementation) { Covers = [] };
    }
}
