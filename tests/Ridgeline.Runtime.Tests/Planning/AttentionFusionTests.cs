using Ridgeline.Graphs;
using Ridgeline.Graphs.Building;

namespace Ridgeline.Runtime.Tests.Planning;

/// <summary>Attention as PyTorch exports it, with its transpositions, scales and masks, becomes one step; softmax alone takes scale and mask.</summary>
public sealed class AttentionFusionTests
{
    private const long Heads = 3, Length = 20, Size = 16;

    [Theory]
    [InlineData("none")]
    [InlineData("scores")]
    [InlineData("queries")]
    [InlineData("both")]
    public void As_exported(string scaled) => Assert.Equal(["Reshape", "Reshape", "Reshape", "Attention*" + (scaled switch { "none" => 7, "both" => 9, _ => 8 }), "Reshape"],
        Sorted(FusionCheck.Steps(net => net.Output(Written(net, scaled, null)), 5e-6)));

    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(2, 1, Length)]
    [InlineData(2, Heads, Length)]
    public void With_a_mask(long batch, long heads, long queries)
    {
        var steps = FusionCheck.Steps(net => net.Output(Written(net, "scores", net.Floats("mask", batch, heads, queries, Length))), 5e-6);
        Assert.Contains("Attention*9", steps);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(7)]
    public void Over_a_cache_that_is_put_out(int added)
    {
        var steps = FusionCheck.Steps(net =>
        {
            var (q, k, v) = (net.Floats("q", 2, Heads, added, Size), net.Floats("k", 2, Heads, added, Size), net.Floats("v", 2, Heads, added, Size));
            var keys = net.Node("Concat", "keys", [net.Floats("past_k", 2, Heads, 9, Size), k], NodeAttribute.Of("axis", 2L));
            var values = net.Node("Concat", "values", [net.Floats("past_v", 2, Heads, 9, Size), v], NodeAttribute.Of("axis", 2L));
            net.Output(keys);
            net.Output(values);
            net.Output(Core(net, q, net.Node("Transpose", "kt", [keys], NodeAttribute.Of("perm", [0L, 1, 3, 2])), values, "scores", null));
        }, 5e-6);
        Assert.Equal(["Attention*7"], steps);
    }

    [Fact]
    public void A_cache_that_others_read_is_joined_as_ever()
    {
        var steps = FusionCheck.Steps(net =>
        {
            var (q, k) = (net.Floats("q", 2, Heads, 1, Size), net.Floats("k", 2, Heads, 1, Size));
            var keys = net.Node("Concat", "keys", [net.Floats("past_k", 2, Heads, 9, Size), k], NodeAttribute.Of("axis", 2L));
            net.Output(net.Node("Softmax", "other", [keys]));
            net.Output(Core(net, q, net.Node("Transpose", "kt", [keys], NodeAttribute.Of("perm", [0L, 1, 3, 2])), net.Floats("v", 2, Heads, 10, Size), "none", null));
        }, 5e-6);
        Assert.Equal(["Concat", "Softmax", "Attention*4"], steps);
    }

    [Fact]
    public void Not_if_the_weights_are_an_output()
    {
        var steps = FusionCheck.Steps(net => net.Output(Written(net, "scores", net.Floats("mask", 1, 1, 1, Length), weights => net.Output(weights))), 5e-6);
        Assert.DoesNotContain(steps, s => s.StartsWith("Attention", StringComparison.Ordinal));
        Assert.Contains("Softmax*3", steps);
    }

    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(1, 1, Length)]
    [InlineData(2, 1, 1)]
    [InlineData(2, Heads, Length)]
    public void Softmax_alone_with_scale_and_mask(long batch, long heads, long queries) => Assert.Equal(["Softmax*3"], FusionCheck.Steps(net =>
    {
        var scaled = net.Of("Div", "scaled", net.Floats("x", 2, Heads, Length, 33), net.Scalar("root", 4));
        net.Output(net.Node("Softmax", "y", [net.Of("Add", "masked", scaled, net.Floats("mask", batch, heads, queries, 33))], NodeAttribute.Of("axis", -1L)));
    }));

    [Fact]
    public void Softmax_leaves_a_mask_that_two_dimensions_share_alone() => Assert.Contains("Softmax", FusionCheck.Steps(net =>
    {
        var masked = net.Of("Add", "masked", net.Floats("x", 2, Heads, Length, 33), net.Floats("mask", 2, 1, Length, 33));
        net.Output(net.Node("Softmax", "y", [masked], NodeAttribute.Of("axis", -1L)));
    }));

    private static string[] Sorted(string[] steps) => [.. steps.Where(s => s == "Reshape").Take(3), .. steps.Where(s => s != "Reshape"), .. steps.Where(s => s == "Reshape").Skip(3)];

    private static Value Written(GraphBuilder net, string scaled, Value? mask, Action<Value>? keeps = null)
    {
        var v = Split(net, "v", 0, 2, 1, 3);
        var context = Core(net, Split(net, "q", 0, 2, 1, 3), Split(net, "k", 0, 2, 3, 1), v, scaled, mask, keeps);
        var rows = net.Node("Transpose", "rows", [context], NodeAttribute.Of("perm", [0L, 2, 1, 3]));
        return net.Node("Reshape", "y", [rows, net.Constant("flat", Tensor.OfInt64([2L, Length, Heads * Size], 3))]);
    }

    private static Value Split(GraphBuilder net, string name, params long[] order)
    {
        var split = net.Node("Reshape", name + "_split", [net.Floats(name, 2, Length, Heads * Size), net.Constant(name + "_shape", Tensor.OfInt64([2L, Length, Heads, Size], 4))]);
        return net.Node("Transpose", name + "_heads", [split], NodeAttribute.Of("perm", order));
    }

    private static Value Core(GraphBuilder net, Value q, Value k, Value v, string scaled, Value? mask, Action<Value>? keeps = null)
    {
        if (scaled is "queries" or "both") q = net.Of("Mul", "q_scaled", q, net.Scalar("sq", 0.5f));
        if (scaled == "both") k = net.Of("Mul", "k_scaled", k, net.Scalar("sk", 0.5f));
        var scores = net.Of("MatMul", "scores", q, k);
        if (scaled == "scores") scores = net.Of("Div", "divided", scores, net.Scalar("root", 4));
        if (mask is not null) scores = net.Of("Add", "masked", scores, mask);
        var weights = net.Node("Softmax", "weights", [scores], NodeAttribute.Of("axis", -1L));
        keeps?.Invoke(weights);
        return net.Of("MatMul", "context", weights, v);
    }
}
