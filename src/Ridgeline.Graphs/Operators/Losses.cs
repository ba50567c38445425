using static Ridgeline.Graphs.Operators.ShapeRules;
using static Ridgeline.Graphs.Operators.WorkRules;

namespace Ridgeline.Graphs.Operators;

/// <summary>Losses over scores [N, classes, d...] and targets [N, d...]: one value a target, or their sum or weighted mean.</summary>
internal static class Losses
{
    public static readonly Operator[] Rows =
    [
        new("NegativeLogLikelihoodLoss", [12, 13, 22], Infer) { Buffers = [2], Work = Picked, Traits = Traits.SavesInputs },
        new("SoftmaxCrossEntropyLoss", [12, 13], InferCrossEntropy)
        {
            Buffers = [2],
            Work = CountCrossEntropy, Traits = Traits.SavesInputs, SavedExtra = Probabilities,
        },
    ];

    private static bool Reduces(Node node) => node.Text("reduction", "mean") != "none";

    private static void Infer(InferenceContext x)
    {
        var (scores, targets) = (x.Shape(0), x.Shape(1));
        if (scores is { HasRank: true, Rank: < 2 }) throw new InferenceException($"the scores {scores} have no classes", "they must be [N, classes, d...]");
        if (scores.HasRank) ExpectRank(targets, "targets", scores.Rank - 1);
        var each = targets.HasRank ? targets : scores.HasRank ? Shape.Of([scores[0], .. scores.Skip(2)]) : Shape.Unknown;
        for (var i = 0; i < each.Count && scores.HasRank; i++) x.Unify(each[i], scores[i == 0 ? 0 : i + 1], "targets and scores");
        x.Output(0, x.Element(0), Reduces(x.Node) ? Shape.Scalar : each);
    }

    private static void InferCrossEntropy(InferenceContext x)
    {
        Infer(x);
        x.Output(1, x.Element(0), x.Shape(0));
    }

    // A negation a target, with weights a multiplication; the sum n-1 additions; the mean a division, and n-1 additions of the weights.
    private static Work Picked(WorkContext x)
    {
        var targets = x.InCount(1);
        var (weighted, mean) = (x.Has(2), x.Node.Text("reduction", "mean") == "mean");
        var sums = Reduces(x.Node) && targets > 0 ? (targets - 1) * (weighted && mean ? 2 : 1) : 0;
        return Count(add: targets + sums, mul: weighted ? targets : 0, div: mean ? 1 : 0);
    }

    private static Work CountCrossEntropy(WorkContext x) => Softmaxes.LogSoftmaxes(x.InCount(1), x.In(0)[1]) + Picked(x);

    // The logarithms of the probabilities, unless they are an output anyway.
    private static Int128 Probabilities(WorkContext x) => x.Makes(1) ? 0 : SavedBytes(x, x.InCount(0));
}
