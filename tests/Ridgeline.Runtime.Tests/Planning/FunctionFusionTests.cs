using Ridgeline.Graphs;
using Ridgeline.Graphs.Building;

namespace Ridgeline.Runtime.Tests.Planning;

/// <summary>Activations that frameworks write out become one step, in whatever order; what is not quite one stays.</summary>
public sealed class FunctionFusionTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void Gelu_by_erf(int writing) => Assert.Equal(["Gelu*5"], FusionCheck.Steps(net =>
    {
        var x = net.Floats("x", 3, 50);
        net.Output(Erf(net, x, writing));
    }));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Gelu_by_tanh(bool power)
    {
        var steps = FusionCheck.Steps(net => net.Output(Tanh(net, net.Floats("x", 3, 50), power)));
        Assert.Equal([power ? "GeluTanh*8" : "GeluTanh*9"], steps);
    }

    [Fact]
    public void Swish_and_hard_swish()
    {
        Assert.Equal(["Silu*2"], FusionCheck.Steps(net =>
        {
            var x = net.Floats("x", 200);
            net.Output(net.Of("Mul", "y", x, net.Of("Sigmoid", "s", x)));
        }));
        Assert.Equal(["QuickGelu*3"], FusionCheck.Steps(net =>
        {
            var x = net.Floats("x", 200);
            net.Output(net.Of("Mul", "y", net.Of("Sigmoid", "s", net.Of("Mul", "m", x, net.Scalar("c", 1.702f))), x));
        }));
        Assert.Equal(["HardSwish*4"], FusionCheck.Steps(net =>
        {
            var x = net.Floats("x", 200);
            var clip = net.Node("Clip", "clip", [net.Of("Add", "a", x, net.Scalar("three", 3)), net.Scalar("low", 0), net.Scalar("high", 6)]);
            net.Output(net.Of("Div", "d", net.Of("Mul", "m", x, clip), net.Scalar("six", 6)));
        }));
    }

    [Fact]
    public void It_goes_into_the_product_before_it() => Assert.Equal(["MatMul*7"], FusionCheck.Steps(net =>
    {
        var y = net.Of("MatMul", "product", net.Floats("x", 5, 40), net.Noise("w", 40, 33));
        net.Output(Erf(net, net.Of("Add", "bias", y, net.Noise("b", 33)), 0));
    }));

    [Fact]
    public void Not_with_a_constant_that_is_wrong() => Assert.DoesNotContain(FusionCheck.Steps(net =>
    {
        var x = net.Floats("x", 3, 50);
        var erf = net.Of("Erf", "erf", net.Of("Div", "scaled", x, net.Scalar("root", 1.5f)));
        net.Output(net.Of("Mul", "half", net.Of("Mul", "times", x, net.Of("Add", "more", erf, net.Scalar("one", 1))), net.Scalar("h", 0.5f)));
    }), s => s.StartsWith("Gelu", StringComparison.Ordinal));

    [Fact]
    public void Not_if_something_between_is_read_elsewhere()
    {
        foreach (var isOutput in (bool[])[false, true])
        {
            var steps = FusionCheck.Steps(net =>
            {
                var x = net.Floats("x", 3, 50);
                var erf = net.Of("Erf", "erf", net.Of("Div", "scaled", x, net.Scalar("root", MathF.Sqrt(2))));
                net.Output(isOutput ? erf : net.Node("Softmax", "other", [erf]));
                net.Output(net.Of("Mul", "half", net.Of("Mul", "times", x, net.Of("Add", "more", erf, net.Scalar("one", 1))), net.Scalar("h", 0.5f)));
            });
            Assert.DoesNotContain(steps, s => s.StartsWith("Gelu", StringComparison.Ordinal));
        }
    }

    private static Value Erf(GraphBuilder net, Value x, int writing)
    {
        var half = net.Scalar("h", 0.5f);
        var scaled = writing == 1 ? net.Of("Mul", "scaled", net.Scalar("root", MathF.Sqrt(0.5f)), x) : net.Of("Div", "scaled", x, net.Scalar("root", MathF.Sqrt(2)));
        var more = net.Of("Add", "more", net.Of("Erf", "erf", scaled), net.Scalar("one", 1));
        return writing == 2 ? net.Of("Mul", "y", net.Of("Mul", "halved", x, half), more) : net.Of("Mul", "y", net.Of("Mul", "times", x, more), half);
    }

    private static Value Tanh(GraphBuilder net, Value x, bool power)
    {
        var cube = power ? net.Of("Pow", "cube", x, net.Scalar("three", 3)) : net.Of("Mul", "cube", net.Of("Mul", "square", x, x), x);
        var inner = net.Of("Add", "inner", x, net.Of("Mul", "small", cube, net.Scalar("c", 0.044715f)));
        var tanh = net.Of("Tanh", "tanh", net.Of("Mul", "scaled", inner, net.Scalar("root", 0.7978845608f)));
        return net.Of("Mul", "y", net.Of("Mul", "halved", x, net.Scalar("h", 0.5f)), net.Of("Add", "more", tanh, net.Scalar("one", 1)));
    }
}
