using static Ridgeline.Graphs.Operators.ShapeRules;
using static Ridgeline.Graphs.Operators.WorkRules;

namespace Ridgeline.Graphs.Operators;

/// <summary>Random numbers. A uniform one is counted as a multiplication and an addition, a normal one as a logarithm, a cosine, a root and both.</summary>
internal static class Randomness
{
    private const Traits Drawn = Traits.Random | Traits.NoGradient;

    public static readonly Operator[] Rows =
    [
        new("RandomUniform", [1, 22], InferNew) { Work = Each(add: 1, mul: 1), Traits = Drawn },
        new("RandomUniformLike", [1, 22], InferLike) { Work = x => Unread(x, add: 1, mul: 1), Traits = Drawn },
        new("RandomNormal", [1, 22], InferNew) { Work = Each(add: 1, mul: 1, div: 1, exp: 2), Traits = Drawn },
        new("RandomNormalLike", [1, 22], InferLike) { Work = x => Unread(x, add: 1, mul: 1, div: 1, exp: 2), Traits = Drawn },
        new("Bernoulli", [15, 22], InferLike) { Work = Comparing(), Traits = Drawn },
        new("Multinomial", [7, 22], InferSamples) { Work = CountSamples, Traits = Drawn },
    ];

    // Only the input's shape is looked at.
    private static Work Unread(WorkContext x, int add, int mul, int div = 0, int exp = 0) =>
        Times(x.OutCount(), add: add, mul: mul, div: div, exp: exp) with { Read = new(0) };

    private static void InferNew(InferenceContext x)
    {
        var dims = x.Node.Ints("shape");
        if (dims is not null && Array.Exists(dims, d => d < 0)) throw new InferenceException("the attribute shape has a negative number");
        x.Output(0, ElementAttribute(x, "dtype", ElementType.Float), dims is null ? Shape.Unknown : Shape.Of(dims));
    }

    private static void InferLike(InferenceContext x) => x.Output(0, ElementAttribute(x, "dtype", x.Element(0)), x.Shape(0));

    private static void InferSamples(InferenceContext x)
    {
        ExpectRank(x.Shape(0), "input", 2);
        x.Output(0, ElementAttribute(x, "dtype", ElementType.Int32), [DimOf(x.Shape(0), 0), x.Node.Int("sample_size", 1)]);
    }

    // A softmax and its running sum a row, then a search through it for each sample.
    private static Work CountSamples(WorkContext x)
    {
        Int128 rows = x.In(0)[0], n = x.In(0)[1];
        return SoftmaxRows(rows, n) + Count(add: rows * n, cmp: x.OutCount() * Int128.Log2(Int128.Max(n, 1)));
    }
}
