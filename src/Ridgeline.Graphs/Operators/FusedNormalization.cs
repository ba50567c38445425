using static Ridgeline.Graphs.Operators.ShapeRules;
using static Ridgeline.Graphs.Operators.WorkRules;

namespace Ridgeline.Graphs.Operators;

/// <summary>ONNX Runtime's normalisations with a residual connection, an embedding or an activation fused in. Counts are those of the parts.</summary>
internal static class FusedNormalization
{
    private const Traits SavesX = Traits.SavesInputs | Traits.SavesOutputs;
    private const string Ms = Domains.Microsoft;

    public static readonly Operator[] Rows =
    [
        new("SkipLayerNormalization", [1], InferSkip) { Domain = Ms, Work = x => Centred(x) + Joined(x, bias: 4), Traits = SavesX },
        new("SkipSimplifiedLayerNormalization", [1], InferSkip) { Domain = Ms, Work = x => Scaled(x) + Joined(x, bias: 3), Traits = SavesX },
        new("EmbedLayerNormalization", [1], InferEmbedding) { Domain = Ms, Work = CountEmbedding, Traits = SavesX },
        new("GroupNorm", [1], SameAsInput) { Domain = Ms, Work = CountGroups, Traits = SavesX },
        new("SkipGroupNorm", [1], InferSkipGroups) { Domain = Ms, Work = x => CountGroups(x) + Times(x.OutCount(), add: x.Has(4) ? 2 : 1), Traits = SavesX },
    ];

    private static Int128 Width(WorkContext x) => x.In(0)[^1];

    private static Int128 TokensOf(WorkContext x) => WorkContext.Product(x.In(0).AsSpan(0, x.In(0).Length - 1));

    // Outputs: the normalised sum, mean and reciprocal deviation of each row, and the sum itself.
    private static void InferSkip(InferenceContext x)
    {
        x.Output(0, x.Type(0));
        var shape = x.Shape(0);
        var rows = shape.HasRank && shape.Rank > 0 ? shape.With(-1, 1) : shape;
        x.Output(1, ElementType.Float, rows);
        x.Output(2, ElementType.Float, rows);
        x.Output(3, x.Type(0));
    }

    private static Work Centred(WorkContext x) => Normalization.Centred(TokensOf(x), Width(x), scale: true, bias: x.Has(3));

    private static Work Scaled(WorkContext x) => Normalization.RootMeanSquares(TokensOf(x), Width(x));

    // The residual connection, and a bias where there is one.
    private static Work Joined(WorkContext x, int bias) => Times(x.OutCount(), add: x.Has(bias) ? 2 : 1);

    // Inputs: word ids, segment ids, tables of words, positions, segments; gamma, beta, mask, position ids.
    private static void InferEmbedding(InferenceContext x)
    {
        var (ids, words) = (x.Shape(0), x.Shape(2));
        ExpectRank(ids, "ids", 2);
        Shape hidden = [DimOf(ids, 0), DimOf(ids, 1), DimOf(words, 1)];
        x.Output(0, x.Element(2), hidden);
        x.Output(1, ElementType.Int32, [DimOf(ids, 0)]);
        x.Output(2, x.Element(2), hidden);
    }

    // Only the rows of the tables that are looked up are read.
    private static Work CountEmbedding(WorkContext x)
    {
        Int128 tokens = x.InCount(0), width = x.In(2)[^1];
        var segments = x.Has(4);
        var rows = (segments ? 3 : 2) * tokens * width * x.InBits(2) / 8;
        var rest = new[] { 0, 1, 5, 6, 7, 8 }.Aggregate(Int128.Zero, (sum, i) => sum + ((x.InCount(i) * x.InBits(i)) + 7) / 8);
        return (Normalization.Centred(tokens, width, scale: true, bias: true) + Times(tokens * width, add: segments ? 2 : 1))
            with { Read = new(checked((long)(rows + rest))) };
    }

    // Channels come last; activation 1 is a swish.
    private static Work CountGroups(WorkContext x)
    {
        var groups = (Int128)x.In(0)[0] * x.Node.Int("groups", 1);
        if (groups == 0) return default;
        var swish = x.Node.Int("activation", 0) == 1 ? Activations.Swishes(x.InCount(0)) : default;
        return Normalization.Centred(groups, x.InCount(0) / groups, scale: true, bias: true) + swish;
    }

    private static void InferSkipGroups(InferenceContext x)
    {
        x.Output(0, x.Type(0));
        x.Output(1, x.Type(0));
    }
}
