using Ridgeline.Graphs;

namespace Ridgeline.Runtime.Operators;

/// <summary>Losses of classification: scores [N, C, d1, …] against labels [N, d1, …].</summary>
internal static class Losses
{
    public static readonly Implementation[] Rows =
    [
        new("NegativeLogLikelihoodLoss", x => Run(x, x.Input(0))) { Widens = true },
        new("SoftmaxCrossEntropyLoss", RunEntropy) { Widens = true },
    ];

    private static void RunEntropy(OperatorContext x)
    {
        var scores = x.Input(0);
        var logs = x.OutputLike(1, scores);
        Logarithms(scores, logs);
        Run(x, logs);
    }

    // log softmax over the classes
    private static void Logarithms(RuntimeTensor scores, RuntimeTensor logs)
    {
        var (outer, classes, inner) = AxisSplit.Of(scores.Dims, 1);
        for (var lane = 0L; lane < outer * inner; lane++)
        {
            var first = (lane / inner * classes * inner) + (lane % inner);
            var (most, sum) = (double.NegativeInfinity, 0.0);
            for (var c = 0L; c < classes; c++) most = Math.Max(most, ScalarReading.Real(scores, (int)(first + (c * inner))));
            for (var c = 0L; c < classes; c++) sum += Math.Exp(ScalarReading.Real(scores, (int)(first + (c * inner))) - most);
            var shift = most + Math.Log(sum);
            for (var c = 0L; c < classes; c++) Write(logs, first + (c * inner), ScalarReading.Real(scores, (int)(first + (c * inner))) - shift);
        }
    }

    // -w[label] log p[label]; the mean is that of the weights.
    private static void Run(OperatorContext x, RuntimeTensor logs)
    {
        var (labels, weights) = (x.Input(1), x.Optional(2));
        var (_, classes, inner) = AxisSplit.Of(logs.Dims, 1);
        var ignored = x.Node.Attributes.ContainsKey("ignore_index") ? x.Node.Int("ignore_index", 0) : (long?)null;
        var reduction = x.Node.Text("reduction", "mean");
        var each = reduction == "none" ? x.Output(0, logs.Element, labels.Dims) : null;
        var (total, weight) = (0.0, 0.0);
        for (var i = 0L; i < labels.Count; i++)
        {
            var label = ScalarReading.Integer(labels, (int)i);
            var counts = label != ignored;
            if (counts && (label < 0 || label >= classes)) throw new OperatorException($"the label {label} lies outside the {classes} classes");
            var share = !counts ? 0 : weights is null ? 1 : ScalarReading.Real(weights, (int)label);
            var loss = counts ? -share * ScalarReading.Real(logs, (int)((((i / inner * classes) + label) * inner) + (i % inner))) : 0;
            if (each is not null) Write(each, i, loss);
            total += loss;
            weight += share;
        }
        if (each is null) Write(x.Output(0, logs.Element), 0, reduction == "mean" ? total / weight : total);
    }

    private static void Write(RuntimeTensor tensor, long at, double value)
    {
        if (tensor.Element == ElementType.Double) tensor.Span<double>()[(int)at] = value;
        else tensor.Span<float>()[(int)at] = (float)value;
    }
}
