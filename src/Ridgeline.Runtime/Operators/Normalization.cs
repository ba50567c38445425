using System.Numerics;
using Ridgeline.Graphs;
using Ridgeline.Runtime.Kernels.Rows;

namespace Ridgeline.Runtime.Operators;

/// <summary>Normalisations in their plain form. Sums are double.</summary>
internal static class Normalization
{
    public static readonly Implementation[] Rows =
    [
        new("BatchNormalization", BatchNormalization.Run)
        {
            Widens = true, Role = Role.BatchNormalization, Parameters = 1,
            ChannelsLast = new("BatchNormalization", BatchNormalization.Run) { Prepare = FloatBroadcast.PrepareBatch, InPlace = true, Parameters = 1 },
        },
        new("InstanceNormalization", x => RunGroups(x, x.Input(0).Dims[1], false)) { Widens = true, Prepare = PlaneNormalization.PrepareInstances },
        new("GroupNormalization", x => RunGroups(x, x.Node.Int("num_groups", 1), x.Opset < 21)) { Widens = true, Prepare = PlaneNormalization.PrepareGroups },
        Layer<LayerNormalization>("LayerNormalization", true),
        Layer<RmsNormalization>("RMSNormalization", false),
        Layer<RmsNormalization>("SimplifiedLayerNormalization", false),
        new("MeanVarianceNormalization", RunMeanVariance) { Widens = true },
        new("LRN", RunResponse) { Widens = true },
        new("LpNormalization", RunNorm) { Widens = true },
    ];

    private static Implementation Layer<TKernel>(string name, bool centred)
        where TKernel : struct, IRowKernel => new(name, x => RunLayer(x, centred))
        {
            Widens = true, Prepare = FloatRows.PrepareNormalization<TKernel>, Normalization = p => FloatRows.Normalization(p, centred),
        };

    private static void RunGroups(OperatorContext x, long groups, bool perGroup)
    {
        var (input, scale, bias) = (x.Input(0), x.Input(1), x.Input(2));
        ElementDispatch.Reals(input.Element, new Grouped(input, scale, bias, x.OutputLike(0, input), groups, perGroup, x.Node.Float("epsilon", 1e-5f)));
    }

    private static void RunLayer(OperatorContext x, bool centred)
    {
        var (input, scale, bias) = (x.Input(0), x.Input(1), centred ? x.Optional(2) : null);
        var axis = Shaping.Axis(x.Node.Int("axis", -1), input.Rank);
        long[] rows = [.. input.Dims.Select((d, i) => i < axis ? d : 1)];
        var output = x.OutputLike(0, input);
        var mean = centred && x.Wants(1) ? x.Output(1, ElementType.Float, rows) : null;
        var inverse = x.Wants(centred ? 2 : 1) ? x.Output(centred ? 2 : 1, ElementType.Float, rows) : null;
        var size = AxisSplit.From(input.Dims, axis).Size;
        ElementDispatch.Reals(input.Element, new ByRow(input, output, size, x.Node.Float("epsilon", 1e-5f), centred, mean, inverse));
        ElementDispatch.Reals(input.Element, new Scaled(output, scale, bias));
    }

    private static void RunMeanVariance(OperatorContext x)
    {
        var input = x.Input(0);
        var reduced = new bool[input.Rank];
        foreach (var axis in x.Node.Ints("axes") ?? [0, 2, 3]) reduced[Shaping.Axis(axis, input.Rank)] = true;
        ElementDispatch.Reals(input.Element, new MeanVariance(input, x.OutputLike(0, input), new(input.Dims, reduced)));
    }

    private static void RunResponse(OperatorContext x)
    {
        var input = x.Input(0);
        ElementDispatch.Reals(input.Element, new Response(input, x.OutputLike(0, input), x.Node));
    }

    private static void RunNorm(OperatorContext x)
    {
        var input = x.Input(0);
        var axis = Shaping.Axis(x.Node.Int("axis", -1), input.Rank);
        ElementDispatch.Reals(input.Element, new Normed(input, x.OutputLike(0, input), AxisSplit.Of(input.Dims, axis), x.Node.Int("p", 2)));
    }

    private static (double Mean, double Variance) Moments<T>(ReadOnlySpan<T> values)
        where T : unmanaged, INumber<T>
    {
        var sum = 0.0;
        foreach (var v in values) sum += double.CreateTruncating(v);
        var mean = sum / values.Length;
        var squares = 0.0;
        foreach (var v in values) squares += (double.CreateTruncating(v) - mean) * (double.CreateTruncating(v) - mean);
        return (mean, squares / values.Length);
    }

    private readonly struct Grouped(
        RuntimeTensor input, RuntimeTensor scale, RuntimeTensor bias, RuntimeTensor output, long groups, bool perGroup, double epsilon) : IRealVisitor
    {
        public void Visit<T>()
            where T : unmanaged, IFloatingPointIeee754<T>, IMinMaxValue<T>
        {
            var channels = input.Dims[1];
            var (each, area) = ((int)(input.Count / Math.Max(1, input.Dims[0] * groups)), input.Count / Math.Max(1, input.Dims[0] * channels));
            for (var g = 0; g < input.Dims[0] * groups; g++)
            {
                var (x, y) = (g * each, 0);
                var values = input.Span<T>().Slice(x, each);
                var (mean, variance) = Moments<T>(values);
                var inverse = 1 / Math.Sqrt(variance + epsilon);
                for (; y < each; y++)
                {
                    var channel = (int)(((g % groups) * (channels / groups)) + (y / area));
                    var at = perGroup ? (int)(g % groups) : channel;
                    var (s, b) = (double.CreateTruncating(scale.Span<T>()[at]), double.CreateTruncating(bias.Span<T>()[at]));
                    output.Span<T>()[x + y] = T.CreateTruncating(((double.CreateTruncating(values[y]) - mean) * inverse * s) + b);
                }
            }
        }
    }

    private readonly struct ByRow(
        RuntimeTensor input, RuntimeTensor output, long size, double epsilon, bool centred, RuntimeTensor? means, RuntimeTensor? inverses) : IRealVisitor
    {
        public void Visit<T>()
            where T : unmanaged, IFloatingPointIeee754<T>, IMinMaxValue<T>
        {
            for (var r = 0; r < input.Count / Math.Max(1, size); r++)
            {
                var x = input.Span<T>().Slice((int)(r * size), (int)size);
                var (mean, variance) = Moments<T>(x);
                if (!centred) (mean, variance) = (0, variance + (mean * mean));
                var inverse = 1 / Math.Sqrt(variance + epsilon);
                var y = output.Span<T>().Slice((int)(r * size), (int)size);
                for (var i = 0; i < y.Length; i++) y[i] = T.CreateTruncating((double.CreateTruncating(x[i]) - mean) * inverse);
                if (means is not null) means.Span<float>()[r] = (float)mean;
                if (inverses is not null) inverses.Span<float>()[r] = (float)inverse;
            }
        }
    }

    private readonly struct Scaled(RuntimeTensor output, RuntimeTensor scale, RuntimeTensor? bias) : IRealVisitor
    {
        public void Visit<T>()
            where T : unmanaged, IFloatingPointIeee754<T>, IMinMaxValue<T>
        {
            new BinaryLoop<Multiplying>(output, scale, output).Visit<T>();
            if (bias is not null) new BinaryLoop<Adding>(output, bias, output).Visit<T>();
        }
    }

    private readonly struct MeanVariance(RuntimeTensor input, RuntimeTensor output, ReductionWalk walk) : IRealVisitor
    {
        public void Visit<T>()
            where T : unmanaged, IFloatingPointIeee754<T>, IMinMaxValue<T>
        {
            for (var o = 0L; o < walk.Kept; o++)
            {
                var values = new double[walk.Gone];
                for (var r = 0; r < values.Length; r++) values[r] = double.CreateTruncating(input.Span<T>()[(int)(walk.KeptOffset(o) + walk.GoneOffset(r))]);
                var (mean, variance) = Moments<double>(values);
                for (var r = 0; r < values.Length; r++)
                {
                    output.Span<T>()[(int)(walk.KeptOffset(o) + walk.GoneOffset(r))] = T.CreateTruncating((values[r] - mean) / (Math.Sqrt(variance) + 1e-9));
                }
            }
        }
    }

    private readonly struct Response(RuntimeTensor input, RuntimeTensor output, Node node) : IRealVisitor
    {
        public void Visit<T>()
            where T : unmanaged, IFloatingPointIeee754<T>, IMinMaxValue<T>
        {
            var size = node.Int("size", 1);
            var (alpha, beta, bias) = (node.Float("alpha", 1e-4f), node.Float("beta", 0.75f), node.Float("bias", 1));
            var split = AxisSplit.Of(input.Dims, 1);
            var x = input.Span<T>();
            for (var o = 0L; o < split.Outer; o++)
            {
                for (var c = 0L; c < split.Size; c++)
                {
                    var (low, high) = (Math.Max(0, c - ((size - 1) / 2)), Math.Min(split.Size - 1, c + (size / 2)));
                    for (var i = 0L; i < split.Inner; i++)
                    {
                        var sum = 0.0;
                        for (var k = low; k <= high; k++)
                        {
                            var value = double.CreateTruncating(x[(int)((((o * split.Size) + k) * split.Inner) + i)]);
                            sum += value * value;
                        }
                        var at = (int)((((o * split.Size) + c) * split.Inner) + i);
                        output.Span<T>()[at] = T.CreateTruncating(double.CreateTruncating(x[at]) / Math.Pow(bias + (alpha / size * sum), beta));
                    }
                }
            }
        }
    }

    private readonly struct Normed(RuntimeTensor input, RuntimeTensor output, AxisSplit split, long p) : IRealVisitor
    {
        public void Visit<T>()
            where T : unmanaged, IFloatingPointIeee754<T>, IMinMaxValue<T>
        {
            for (var o = 0L; o < split.Outer * split.Inner; o++)
            {
                var start = (o / split.Inner * split.Size * split.Inner) + (o % split.Inner);
                var norm = 0.0;
                for (var k = 0L; k < split.Size; k++)
                {
                    var value = Math.Abs(double.CreateTruncating(input.Span<T>()[(int)(start + (k * split.Inner))]));
                    norm += p == 1 ? value : value * value;
                }
                if (p == 2) norm = Math.Sqrt(norm);
                for (var k = 0L; k < split.Size; k++)
                {
                    var at = (int)(start + (k * split.Inner));
                    output.Span<T>()[at] = norm == 0 ? T.Zero : T.CreateTruncating(double.CreateTruncating(input.Span<T>()[at]) / norm);
                }
            }
        }
    }
}
