using System.Numerics;
using Ridgeline.Graphs;

namespace Ridgeline.Runtime.Operators;

/// <summary>y = scale (x - mean) / √(variance + ε) + bias, channel by channel; in training with the batch's own moments.</summary>
internal static class BatchNormalization
{
    /// <summary>The row's Run.</summary>
    public static void Run(OperatorContext x)
    {
        var input = x.Input(0);
        ElementDispatch.Reals(input.Element, new Loop(x, input, x.OutputLike(0, input)));
    }

    private static bool Trains(OperatorContext x) => x.Opset >= 14 ? x.Node.Int("training_mode", 0) != 0 : x.Opset < 7 && x.Node.Int("is_test", 0) == 0;

    private readonly struct Loop(OperatorContext x, RuntimeTensor input, RuntimeTensor output) : IRealVisitor
    {
        public void Visit<T>()
            where T : unmanaged, IFloatingPointIeee754<T>, IMinMaxValue<T>
        {
            var split = input.Rank < 2 ? new(1, 1, input.Count) : AxisSplit.Of(input.Dims, 1);
            var (means, variances) = (Doubles(x.Input(3)), Doubles(x.Input(4)));
            var (scale, bias) = (Doubles(x.Input(1)), Doubles(x.Input(2)));
            if (Trains(x)) Learn<T>(split, means, variances);
            var epsilon = x.Node.Float("epsilon", 1e-5f);
            for (var c = 0; c < split.Size; c++)
            {
                var factor = scale[c] / Math.Sqrt(variances[c] + epsilon);
                for (var o = 0L; o < split.Outer; o++)
                {
                    var from = (int)(((o * split.Size) + c) * split.Inner);
                    var values = input.Span<T>().Slice(from, (int)split.Inner);
                    var result = output.Span<T>().Slice(from, (int)split.Inner);
                    for (var i = 0; i < result.Length; i++) result[i] = T.CreateTruncating(((double.CreateTruncating(values[i]) - means[c]) * factor) + bias[c]);
                }
            }
        }

        // Replaces the moments by the batch's, and puts out how the running ones go on.
        private void Learn<T>(AxisSplit split, double[] means, double[] variances)
            where T : unmanaged, IFloatingPointIeee754<T>
        {
            var momentum = x.Node.Float("momentum", 0.9f);
            var count = split.Outer * split.Inner;
            for (var c = 0; c < split.Size; c++)
            {
                var (mean, square) = (0.0, 0.0);
                for (var i = 0L; i < count; i++) mean += Value<T>(split, c, i) / count;
                for (var i = 0L; i < count; i++) square += Math.Pow(Value<T>(split, c, i) - mean, 2) / count;
                Update(1, c, (means[c] * momentum) + (mean * (1 - momentum)), 3);
                Update(2, c, (variances[c] * momentum) + (square * (1 - momentum)), 4);
                (means[c], variances[c]) = (mean, square);
            }
        }

        private double Value<T>(AxisSplit split, int channel, long i)
            where T : unmanaged, INumber<T> =>
            double.CreateTruncating(input.Span<T>()[(int)((((i / split.Inner * split.Size) + channel) * split.Inner) + (i % split.Inner))]);

        private void Update(int result, int channel, double value, int like)
        {
            if (!x.Wants(result)) return;
            var target = x.OutputLike(result, x.Input(like));
            if (target.Element == ElementType.Float) target.Span<float>()[channel] = (float)value;
            else target.Span<double>()[channel] = value;
        }

        private static double[] Doubles(RuntimeTensor tensor) => [.. Enumerable.Range(0, (int)tensor.Count).Select(i => ScalarReading.Real(tensor, i))];
    }
}
