using Ridgeline.Graphs;
using Ridgeline.Runtime.Kernels.Elementwise;
using Ridgeline.Runtime.Operators;

namespace Ridgeline.Runtime.Compiling;

/// <summary>
/// Makes products and convolutions of dequantised bytes, with constant weights, products of the bytes themselves, with exact sums: bias, activation and the
/// quantisation of the result are done with them. Where the result is not quantised it is float.
/// </summary>
internal sealed class QuantizedLayers
{
    // Sums themselves stay far below.
    private const double MostBias = 1 << 30;

    private readonly Plan _plan;
    private readonly Rewriting _rewriting;

    private QuantizedLayers(Plan plan, RuntimeOptions options) => (_plan, _rewriting) = (plan, new(plan, options));

    /// <summary>Fuses all that are there.</summary>
    public static void Run(Plan plan, RuntimeOptions options)
    {
        if (!plan.Nodes.Exists(n => n.Implementation.Role == Role.Dequantization)) return;
        var layers = new QuantizedLayers(plan, options);
        foreach (var node in plan.Nodes.ToList()) layers.TryFuse(node);
        layers._rewriting.Apply();
        QuantizedMovement.RemoveUnread(plan);
        Folding.Rest(plan, keepsQuantized: false);
    }

    private void TryFuse(PlanNode node)
    {
        if (!Leads(node) || Steps(node.Inputs[0]) is not { Axis: < 0 } x || Steps(node.Inputs[1]) is not { } w) return;
        if (!_plan.IsConstant(w.Steps) || _plan.Dims(w.Steps) is not { Length: >= 2 } weights || !AreBytes(x.Steps) || !AreBytes(w.Steps)) return;
        var along = node.Implementation.Role switch
        {
            Role.Convolution => 0,
            Role.AffineProduct when node.Node.Int("transB", 0) != 0 => 0,
            _ => weights.Length - 1,
        };
        if ((w.Axis >= 0 && w.Axis != along) || Bias(node, weights[along]) is not { } bias) return;
        var members = new List<PlanNode> { node };
        if (node.Implementation.Role == Role.Product && Next(members) is { Implementation.Role: Role.Addition } adds && Added(adds, members, weights[along]) is { } vector)
        {
            members.Add(adds);
            bias = vector;
        }
        var function = Activation.None;
        if (Next(members) is { } next && next.Inputs[0] == members[^1].Outputs[0] && next.Implementation.Activation?.Invoke(_rewriting.About(next)) is { } found)
        {
            members.Add(next);
            function = found;
        }
        var made = function.IsClamp && Next(members) is { } last ? QuantizedValue.Made(_plan, last) : null;
        if (made is not null) members.Add(Next(members)!);
        var sums = bias.Length == 0 ? null : Sums(bias, x, w, made is not null);
        if (bias.Length > 0 && sums is null) return;
        Value?[] inputs = [x.Steps, x.Scale, Zero(x), w.Steps, w.Scale, Zero(w), made?.Scale, made is null ? null : Zero(made), sums];
        var fused = PlanNode.Fused(node, node.Implementation.Role == Role.Convolution ? QuantizedConvolution.Fused : QuantizedProducts.Fused, inputs, members[^1].Outputs);
        fused.Tail = Tail.None with { Activation = function };
        if (fused.Implementation.Role != Role.QuantizedConvolution || IntegerConvolutions.Serves(_plan, fused)) _rewriting.Replace(members, fused);
    }

    // A convolution, or a product with a matrix.
    private bool Leads(PlanNode node)
    {
        if (node.Inputs.Count < 2 || node.Outputs is not [not null] || node.Tail != Tail.None || _rewriting.IsGone(node)) return false;
        return node.Implementation.Role switch
        {
            Role.Convolution => _plan.Dims(node.Inputs[0]) is { Length: >= 3 and <= 5 },
            Role.Product => _plan.Dims(node.Inputs[0]) is { Length: >= 2 } && _plan.Dims(node.Inputs[1]) is { Length: 2 },
            Role.AffineProduct => node.Node.Int("transA", 0) == 0 && node.Node.Float("alpha", 1) == 1 && (node.Inputs.Count < 3 || node.Node.Float("beta", 1) == 1),
            _ => false,
        };
    }

    private QuantizedValue? Steps(Value? value) => QuantizedValue.Of(_plan, _rewriting.Maker(value));

    private bool AreBytes(Value steps) => _plan.Element(steps) is ElementType.Int8 or ElementType.UInt8;

    private PlanNode? Next(List<PlanNode> members) => _rewriting.OnlyReader(members[^1].Outputs[0]) is { Outputs: [not null] } next ? next : null;

    // What is added to each column, as floats; none is an empty one. Null if it is no constant vector.
    private float[]? Bias(PlanNode node, long columns) =>
        node.Inputs.ElementAtOrDefault(2) is not { } bias ? [] : Vector(bias, columns, node.Implementation.Role == Role.Convolution);

    private float[]? Added(PlanNode adds, List<PlanNode> members, long columns) =>
        adds.Inputs is [{ } a, { } b] && a != b && _plan.Dims(adds.Outputs[0]) is { } dims && dims.AsSpan().SequenceEqual(_plan.Dims(members[^1].Outputs[0]))
            ? Vector(a == members[^1].Outputs[0] ? b : a, columns, false) : null;

    private float[]? Vector(Value value, long columns, bool alone)
    {
        if (Steps(value) is { } steps)
        {
            if (_plan.Constant(steps.Steps) is not { } whole || whole.Count != columns || whole.Dims[^1] != columns) return null;
            return [.. Enumerable.Range(0, (int)columns).Select(i =>
                (Quantization.At(whole, i) - Quantization.At(_plan.Constant(steps.Zero), i)) * Quantization.At(_plan.Constant(steps.Scale), i))];
        }
        if (!_plan.IsConstant(value) || _plan.Element(value) != ElementType.Float || _plan.Constant(value) is not { } tensor) return null;
        return tensor.Count == columns && (alone || tensor.Dims[^1] == columns) ? tensor.Span<float>().ToArray() : null;
    }

    // The bias in the unit of the sums, if they are quantised; null if it is beyond 32 bits.
    private Value? Sums(float[] bias, QuantizedValue x, QuantizedValue w, bool isQuantized)
    {
        var result = new RuntimeTensor(isQuantized ? ElementType.Int32 : ElementType.Float, bias.Length);
        for (var i = 0; i < bias.Length; i++)
        {
            if (!isQuantized)
            {
                result.Span<float>()[i] = bias[i];
                continue;
            }
            var steps = Math.Round(bias[i] / ((double)Quantization.At(_plan.Constant(x.Scale), 0) * Quantization.At(_plan.Constant(w.Scale), i)));
            if (!(Math.Abs(steps) < MostBias)) return null;
            result.Span<int>()[i] = (int)steps;
        }
        var value = new Value(w.Steps.Name);
        _plan.SetConstant(value, result);
        return value;
    }

    private Value Zero(QuantizedValue of)
    {
        if (of.Zero is not null) return of.Zero;
        var zero = new Value(of.Scale.Name);
        _plan.SetConstant(zero, new RuntimeTensor(_plan.Element(of.Steps)));
        return zero;
    }
}
