using Ridgeline.Graphs;
using Ridgeline.Graphs.Building;

namespace Ridgeline.Runtime.Tests.Planning;

/// <summary>Normalisations of rows that frameworks write out, and the sums before them.</summary>
public sealed class NormalizationFusionTests
{
    [Theory]
    [InlineData(true, true, 9)]
    [InlineData(false, true, 8)]
    [InlineData(true, false, 7)]
    public void Written_out(bool beta, bool gamma, int nodes) =>
        Assert.Equal([$"LayerNormalization*{nodes}"], FusionCheck.Steps(net => net.Output(Layer(net, net.Floats("x", 4, 7, 40), gamma, beta && gamma))));

    [Fact]
    public void Written_out_with_two_differences_and_a_product() => Assert.Equal(["LayerNormalization*9"], FusionCheck.Steps(net =>
    {
        var x = net.Floats("x", 4, 40);
        var mean = Mean(net, x, "mean");
        var d = net.Of("Sub", "difference", x, mean);
        var root = net.Of("Sqrt", "root", net.Of("Add", "more", Mean(net, net.Of("Mul", "square", d, d), "variance"), net.Scalar("epsilon", 1e-5f)));
        net.Output(net.Of("Mul", "y", net.Of("Sub", "again", x, mean), net.Of("Reciprocal", "inverse", root)));
    }));

    [Fact]
    public void Written_out_as_TensorFlow_does() => Assert.Equal(["LayerNormalization*12"], FusionCheck.Steps(net =>
    {
        var x = net.Floats("x", 4, 40);
        var mean = Mean(net, x, "mean");
        var d = net.Of("Sub", "difference", x, mean);
        var root = net.Of("Sqrt", "root", net.Of("Add", "more", Mean(net, net.Of("Mul", "square", d, d), "variance"), net.Scalar("epsilon", 1e-3f)));
        var factor = net.Of("Mul", "factor", net.Of("Reciprocal", "inverse", root), net.Noise("gamma", 40));
        var shift = net.Of("Sub", "less", net.Noise("beta", 40), net.Of("Mul", "shift", mean, factor));
        net.Output(net.Of("Add", "y", net.Of("Mul", "scaled", x, factor), shift));
    }));

    [Fact]
    public void Root_mean_square() => Assert.Equal(["RMSNormalization*6"], FusionCheck.Steps(net =>
    {
        var x = net.Floats("x", 4, 40);
        var square = net.Of("Pow", "square", x, net.Scalar("two", 2));
        var root = net.Of("Sqrt", "root", net.Of("Add", "more", Mean(net, square, "mean"), net.Scalar("epsilon", 1e-6f)));
        net.Output(net.Of("Mul", "y", net.Of("Div", "scaled", x, root), net.Noise("gamma", 40)));
    }));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_sum_before_it_that_others_read_too(bool alone)
    {
        var steps = FusionCheck.Steps(net =>
        {
            var sum = net.Of("Add", "sum", net.Floats("a", 4, 40), net.Floats("b", 4, 40));
            var y = net.Node("LayerNormalization", "norm", [sum, net.Noise("gamma", 40), net.Noise("beta", 40)]);
            net.Output(y);
            if (!alone) net.Output(net.Node("Softmax", "other", [sum]));
        });
        Assert.Equal(alone ? ["LayerNormalization*2"] : ["LayerNormalization*2", "Softmax"], steps);
    }

    [Fact]
    public void A_sum_that_is_an_output_stays_one()
    {
        var steps = FusionCheck.Steps(net =>
        {
            var sum = net.Of("Add", "sum", net.Floats("a", 4, 40), net.Floats("b", 4, 40));
            net.Output(sum);
            net.Output(Layer(net, sum, true, true));
        });
        Assert.Equal(["LayerNormalization*10"], steps);
    }

    [Fact]
    public void Not_if_the_mean_is_an_output() => Assert.DoesNotContain(FusionCheck.Steps(net =>
    {
        var x = net.Floats("x", 4, 40);
        net.Output(Layer(net, x, true, true, mean => net.Output(mean)));
    }), s => s.StartsWith("LayerNormalization", StringComparison.Ordinal));

    [Fact]
    public void Not_over_another_axis() => Assert.DoesNotContain(FusionCheck.Steps(net => net.Output(Layer(net, net.Floats("x", 40, 40), true, true, axis: 0)), allocates: true),
        s => s.StartsWith("LayerNormalization", StringComparison.Ordinal));

    private static Value Mean(GraphBuilder net, Value x, string name, long axis = -1) => net.Node("ReduceMean", name, [x], NodeAttribute.Of("axes", [axis]));

    private static Value Layer(GraphBuilder net, Value x, bool gamma, bool beta, Action<Value>? keeps = null, long axis = -1)
    {
        var mean = Mean(net, x, "mean", axis);
        keeps?.Invoke(mean);
        var d = net.Of("Sub", "difference", x, mean);
        var variance = Mean(net, net.Of("Pow", "square", d, net.Scalar("two", 2)), "variance", axis);
        var y = net.Of("Div", "scaled", d, net.Of("Sqrt", "root", net.Of("Add", "more", variance, net.Scalar("epsilon", 1e-5f))));
        if (gamma) y = net.Of("Mul", "weighted", y, net.Noise("gamma", 40));
        return beta ? net.Of("Add", "shifted", y, net.Noise("beta", 40)) : y;
    }
}
