using Ridgeline.Graphs;
using Ridgeline.Runtime.Operators;

namespace Ridgeline.Runtime.Compiling;

/// <summary>Takes out nodes that hand a tensor on unchanged, so that those around them become neighbours.</summary>
internal static class IdentityRemoval
{
    /// <summary>Takes out all whose output is read by nodes of this graph alone.</summary>
    public static void Run(Plan plan)
    {
        var same = new Dictionary<Value, Value>(ReferenceEqualityComparer.Instance);
        foreach (var node in plan.Nodes)
        {
            for (var i = 0; i < node.Inputs.Count; i++)
            {
                if (node.Inputs[i] is { } input && same.TryGetValue(input, out var source)) node.Inputs[i] = source;
            }
            if (node.Implementation != Shaping.Identity || node.Outputs is not [{ } output] || node.Inputs[0] is not { } from || plan.Escapes(output)) continue;
            if (plan.Dims(from) is { } dims && plan.Dims(output) is { } made && dims.AsSpan().SequenceEqual(made)) same[output] = from;
        }
        if (same.Count > 0) plan.Nodes.RemoveAll(n => n.Outputs is [{ } output] && same.ContainsKey(output));
    }
}
