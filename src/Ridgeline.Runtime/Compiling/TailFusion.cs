using Ridgeline.Graphs;
using Ridgeline.Runtime.Operators;

namespace Ridgeline.Runtime.Compiling;

/// <summary>
/// Draws what follows a product or convolution with constant weights into it: batch normalisation into the weights; bias, residual and activation
/// into what is done with a result before it is stored.
/// </summary>
internal static class TailFusion
{
    /// <summary>Fuses all that can be.</summary>
    public static void Run(Plan plan, RuntimeOptions options)
    {
        var readers = plan.Readers();
        var places = new Dictionary<Value, int>(ReferenceEqualityComparer.Instance);
        for (var i = 0; i < plan.Nodes.Count; i++)
        {
            foreach (var output in plan.Nodes[i].Outputs.OfType<Value>()) places[output] = i;
        }
        var gone = new HashSet<PlanNode>();
        for (var i = 0; i < plan.Nodes.Count; i++)
        {
            var node = plan.Nodes[i];
            if (gone.Contains(node) || !Leads(plan, node, options)) continue;
            while (Next(plan, node, readers) is { } next && (Normalises(plan, node, next) || Adds(plan, node, next, i, places) || Activates(plan, node, next, options)))
            {
                gone.Add(next);
                node.Outputs[0] = next.Outputs[0];
                node.Covers.AddRange(next.Covers);
                // A residual is now read here, and no longer where it was added.
                foreach (var input in node.Inputs.OfType<Value>().Where(readers.ContainsKey)) readers[input] = [.. readers[input].Select(r => r == next ? node : r)];
            }
        }
        plan.Nodes.RemoveAll(gone.Contains);
    }

    // Float, with constant weights and known shapes: then there is a kernel that can.
    private static bool Leads(Plan plan, PlanNode node, RuntimeOptions options)
    {
        if (node.Inputs.Count < 2 || plan.Element(node.Inputs[0]) != ElementType.Float || !plan.IsConstant(node.Inputs[1])) return false;
        return node.Implementation.Role switch
        {
            Role.Convolution => ChannelsLastLayout.IsSeed(plan, node),
            Role.Product => plan.Dims(node.Inputs[1]) is { Length: 2 } && plan.Dims(node.Inputs[0]) is { Length: >= 2 },
            Role.AffineProduct => FloatProducts.Serves(new(plan, node, options)),
            _ => false,
        };
    }

    private static PlanNode? Next(Plan plan, PlanNode node, Dictionary<Value, List<PlanNode>> readers)
    {
        var output = node.Outputs[0]!;
        if (node.Tail.IsClosed || plan.Escapes(output) || !readers.TryGetValue(output, out var read) || read.Count != 1) return null;
        return read[0].Outputs.Count(o => o is not null) == 1 && read[0].Outputs[0] is not null ? read[0] : null;
    }

    private static bool Normalises(Plan plan, PlanNode node, PlanNode next)
    {
        if (node.Implementation.Role != Role.Convolution || next.Implementation.Role != Role.BatchNormalization || node.Tail != Tail.None) return false;
        if (next.Inputs.Skip(1).Any(i => !plan.IsConstant(i)) || next.Node.Int("training_mode", 0) != 0) return false;
        if (node.Inputs.Count > 2 && !plan.IsConstant(node.Inputs[2])) return false;
        var (scale, shift) = BatchScale.Of(plan, next);
        var weight = plan.Constant(node.Inputs[1])!;
        var scaled = weight.Copy();
        var bias = new RuntimeTensor(ElementType.Float, scale.Length);
        var own = node.Inputs.Count > 2 ? plan.Constant(node.Inputs[2]) : null;
        var each = (int)(weight.Count / scale.Length);
        var values = scaled.Span<float>();
        for (var c = 0; c < scale.Length; c++)
        {
            foreach (ref var value in values.Slice(c * each, each)) value = (float)(value * scale[c]);
            bias.Span<float>()[c] = (float)(((own?.Span<float>()[c] ?? 0) * scale[c]) + shift[c]);
        }
        node.Inputs[1] = Named(plan, node.Inputs[1]!, scaled);
        if (node.Inputs.Count < 3) node.Inputs.Add(null);
        node.Inputs[2] = Named(plan, node.Inputs[1]!, bias);
        return true;
    }

    private static Value Named(Plan plan, Value like, RuntimeTensor tensor)
    {
        var value = new Value(like.Name);
        plan.SetConstant(value, tensor);
        return value;
    }

    private static bool Adds(Plan plan, PlanNode node, PlanNode next, int at, Dictionary<Value, int> places)
    {
        if (next.Implementation.Role != Role.Addition || next.Inputs is not [{ } a, { } b] || a == b) return false;
        var output = node.Outputs[0]!;
        var other = a == output ? b : a;
        if (plan.Dims(output) is not { } dims || plan.Dims(other) is not { } added || !plan.Dims(next.Outputs[0]).AsSpan().SequenceEqual(dims)) return false;
        if (plan.Element(other) != ElementType.Float) return false;
        if (IsBias(plan, node, other, added, dims)) return true;
        // A residual must be there before this node runs.
        if (node.Tail.Residual >= 0 || !added.AsSpan().SequenceEqual(dims) || plan.IsConstant(other) || places.GetValueOrDefault(other, -1) > at) return false;
        node.Inputs.Add(other);
        node.Tail = node.Tail with { Residual = node.Inputs.Count - 1 };
        return true;
    }

    private static bool IsBias(Plan plan, PlanNode node, Value other, long[] added, long[] dims)
    {
        var convolves = node.Implementation.Role == Role.Convolution;
        if (!plan.IsConstant(other) || node.Tail.Bias >= 0 || (node.Inputs.Count > 2 && node.Inputs[2] is not null)) return false;
        var channels = convolves ? dims[1] : dims[^1];
        var count = Tensor.CountOf(added) ?? 0;
        var along = added.Length - (convolves ? dims.Length - 1 : 1);
        if (count != channels || along < 0 || added[along] != channels) return false;
        while (node.Inputs.Count < 3) node.Inputs.Add(null);
        node.Inputs[2] = Named(plan, other, plan.Constant(other)!.Reshaped([channels]));
        if (!convolves) node.Tail = node.Tail with { Bias = 2 };
        return true;
    }

    private static bool Activates(Plan plan, PlanNode node, PlanNode next, RuntimeOptions options)
    {
        if (next.Implementation.Activation?.Invoke(new(plan, next, options)) is not { } activation || next.Inputs[0] != node.Outputs[0]) return false;
        node.Tail = node.Tail with { Activation = activation };
        return true;
    }
}
