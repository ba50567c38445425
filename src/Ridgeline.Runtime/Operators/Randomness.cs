using Ridgeline.Graphs;
using Ridgeline.Runtime.Execution;

namespace Ridgeline.Runtime.Operators;

/// <summary>Random tensors, and Dropout, which in inference hands its input on.</summary>
internal static class Randomness
{
    public static readonly Implementation[] Rows =
    [
        new("RandomNormal", x => Fill(x, x.Node.Ints("shape")!, Normal)) { Random = true },
        new("RandomNormalLike", x => Fill(x, ((RuntimeTensor)x.Value(0)).Dims, Normal)) { Random = true },
        new("RandomUniform", x => Fill(x, x.Node.Ints("shape")!, Uniform)) { Random = true },
        new("RandomUniformLike", x => Fill(x, ((RuntimeTensor)x.Value(0)).Dims, Uniform)) { Random = true },
        new("Bernoulli", RunBernoulli) { Random = true },
        new("Multinomial", RunMultinomial) { Random = true },
        new("Dropout", RunDropout) { Random = true, HandsOn = p => !p.Wants(1) && !Trains(p) },
    ];

    // A node with a seed draws the same numbers in each run.
    private static RandomSource Source(OperatorContext x) =>
        x.Node.Attributes.GetValueOrDefault("seed")?.Content is float seed ? new(BitConverter.SingleToUInt32Bits(seed)) : x.Random;

    private static double Normal(Node node, RandomSource source) => node.Float("mean", 0) + (node.Float("scale", 1) * source.Normal());

    private static double Uniform(Node node, RandomSource source) =>
        node.Float("low", 0) + ((node.Float("high", 1) - node.Float("low", 0)) * source.Uniform());

    private static ElementType Element(OperatorContext x)
    {
        var like = x.InputCount > 0 && x.Value(0) is RuntimeTensor tensor ? tensor.Element : ElementType.Float;
        return (ElementType)x.Node.Int("dtype", (long)like);
    }

    private static void Fill(OperatorContext x, long[] dims, Func<Node, RandomSource, double> draw)
    {
        var source = Source(x);
        var numbers = new RuntimeTensor(ElementType.Double, dims);
        foreach (ref var number in numbers.Span<double>()) number = draw(x.Node, source);
        Casting.Convert(numbers, x.Output(0, Element(x), dims));
    }

    private static void RunBernoulli(OperatorContext x)
    {
        var source = Source(x);
        var chances = Casting.Convert((RuntimeTensor)x.Value(0), ElementType.Double);
        var drawn = new RuntimeTensor(ElementType.Double, chances.Dims);
        for (var i = 0; i < drawn.Count; i++) drawn.Span<double>()[i] = source.Uniform() < chances.Span<double>()[i] ? 1 : 0;
        Casting.Convert(drawn, x.Output(0, Element(x), drawn.Dims));
    }

    // From logarithms of probabilities that need not be normalised.
    private static void RunMultinomial(OperatorContext x)
    {
        var source = Source(x);
        var logs = Casting.Convert((RuntimeTensor)x.Value(0), ElementType.Double);
        var (samples, classes) = (x.Node.Int("sample_size", 1), (int)logs.Dims[1]);
        var drawn = new RuntimeTensor(ElementType.Int64, logs.Dims[0], samples);
        for (var i = 0; i < drawn.Count; i++)
        {
            var row = logs.Span<double>().Slice((int)(i / samples) * classes, classes);
            var total = 0.0;
            foreach (var log in row) total += Math.Exp(log);
            var (left, chosen) = (source.Uniform() * total, 0);
            while (chosen < classes - 1 && (left -= Math.Exp(row[chosen])) >= 0) chosen++;
            drawn.Span<long>()[i] = chosen;
        }
        Casting.Convert(drawn, x.Output(0, (ElementType)x.Node.Int("dtype", (long)ElementType.Int32), drawn.Dims));
    }

    // A training mode that is no constant may be on.
    private static bool Trains(Preparation p) => p.Opset >= 12
        ? p.Has(2) && (p.Constant(2) is not { } mode || ScalarReading.Integer(mode) != 0)
        : p.Opset < 7 && p.Node.Int("is_test", 0) == 0;

    private static void RunDropout(OperatorContext x)
    {
        var input = (RuntimeTensor)x.Value(0);
        var trains = x.Opset >= 12 ? x.Has(2) && ScalarReading.Integer(x.Input(2)) != 0 : x.Opset < 7 && x.Node.Int("is_test", 0) == 0;
        var ratio = x.Opset >= 12 ? x.Has(1) ? ScalarReading.Real(x.Input(1)) : 0.5 : x.Node.Float("ratio", 0.5f);
        var output = x.OutputLike(0, input);
        var mask = x.Wants(1) ? x.Output(1, x.Opset < 10 ? input.Element : ElementType.Bool, input.Dims) : null;
        var kept = new RuntimeTensor(ElementType.Bool, input.Dims);
        var source = new RandomSource((ulong)x.Node.Int("seed", 0) ^ x.Random.Next());
        for (var i = 0; i < kept.Count; i++) kept.Bytes[i] = !trains || ratio == 0 || source.Uniform() >= ratio ? (byte)1 : (byte)0;
        if (mask is not null) Casting.Convert(kept, mask);
        if (!trains || ratio == 0)
        {
            output.CopyFrom(input);
            return;
        }
        var values = Casting.Convert(input, ElementType.Double).Copy();
        for (var i = 0; i < values.Count; i++) values.Span<double>()[i] *= kept.Bytes[i] / (1 - ratio);
        Casting.Convert(values, output);
    }
}
