using Ridgeline.Diagnostics;
using Ridgeline.Graphs;
using static Ridgeline.Runtime.Tests.Families.OneNode;

namespace Ridgeline.Runtime.Tests.Families;

/// <summary>Text and losses.</summary>
public sealed class TextAndLossTests
{
    [Fact]
    public void Text_is_split_and_matched()
    {
        var outputs = new OneNode("StringSplit", NodeAttribute.Of("maxsplit", 1)) { Outputs = 2 }.All(RuntimeTensor.OfTexts(["  a  b c ", "", "d"], 3));
        Assert.Equal(["a", "b c", "", "", "d", ""], outputs[0].Texts);
        Assert.Equal([2, 0, 1], outputs[1].Span<long>().ToArray());
        var matches = new OneNode("RegexFullMatch", NodeAttribute.Of("pattern", "a|ab")).Of(RuntimeTensor.OfTexts(["a", "ab", "abc", ""], 4));
        Assert.Equal([1, 1, 0, 0], matches.Bytes.ToArray());
    }

    [Fact]
    public void A_pattern_that_cannot_be_used_is_named()
    {
        var match = new OneNode("RegexFullMatch", NodeAttribute.Of("pattern", "(a"));
        var e = Assert.Throws<DiagnosticException>(() => match.Of(RuntimeTensor.OfTexts(["a"], 1)));
        Assert.Contains("pattern", e.Diagnostics[0].ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Equal_scores_lose_the_logarithm_of_the_classes()
    {
        var loss = new OneNode("SoftmaxCrossEntropyLoss").Of(new(ElementType.Float, 4, 10, 3), new(ElementType.Int64, 4, 3));
        Assert.Equal(Math.Log(10), loss.Span<float>()[0], 1e-6);
    }

    [Fact]
    public void Ignored_labels_do_not_count_and_weights_share_the_mean()
    {
        var logs = Floats([-1, -2, -3, -4, -5, -6], 3, 2);
        var mean = new OneNode("NegativeLogLikelihoodLoss", NodeAttribute.Of("ignore_index", -1)).Of(logs, Longs([0, -1, 1], 3), Floats([1, 3], 2));
        Assert.Equal((1 + (3 * 6)) / 4f, mean.Span<float>()[0], 1e-6f);
        Assert.Throws<DiagnosticException>(() => new OneNode("NegativeLogLikelihoodLoss").Of(logs, Longs([0, 2, 1], 3)));
    }
}
