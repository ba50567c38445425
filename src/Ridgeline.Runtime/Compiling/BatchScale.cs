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
            var values = new double[tensor.Count];
            for (var at = 0; at < values.Length; at++) values[at] = ScalarReading.Real(tensor, at);
            return values;
        }

        var (gamma, beta, mean, variance) = (Input(1), Input(2), Input(3), Input(4));
        var epsilon = node.Node.Float("epsilon", 1e-5f);
        var (scale, shift) = (new double[gamma.Length], new double[gamma.Length]);
        for (var c = 0; c < scale.Length; c++)
        {
            scale[c] = gamma[c] / Math.Sqrt(variance[c] + epsilon);
            shift[c] = beta[c] - (mean[c] * scale[c]);
        }
        return (scale, shift);
    }
}
