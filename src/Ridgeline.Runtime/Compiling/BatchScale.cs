using Ridgeline.Runtime.Operators;

namespace Ridgeline.Runtime.Compiling;

/// <summary>Batch normalisation in inference as one multiplication and one addition a channel.</summary>
internal static class BatchScale
{
    /// <summary>y = scale x + shift, from the constants of the node: scale = γ/√(σ² + ε), shift = β - μ scale.</summary>
    public static (double[] Scale, double[] Shift) Of(Plan plan, PlanNode node)
    {
        double[] Input(int i)
        {
            var tensor = plan.Constant(node.Inputs[i])!;
            return [.. Enumerable.Range(0, (int)tensor.Count).Select(at => ScalarReading.Real(tensor, at))];
        }

        var (gamma, beta, mean, variance) = (Input(1), Input(2), Input(3), Input(4));
        var epsilon = node.Node.Float("epsilon", 1e-5f);
        var scale = gamma.Select((g, c) => g / Math.Sqrt(variance[c] + epsilon)).ToArray();
        return (scale, [.. beta.Select((b, c) => b - (mean[c] * scale[c]))]);
    }
}
