using Ridgeline.Graphs;
using Ridgeline.Graphs.Building;
using Ridgeline.Runtime.Kernels.Elementwise;
using Ridgeline.Runtime.Kernels.Lanes;
using Ridgeline.Runtime.Threads;

namespace Ridgeline.Runtime.Tests.Planning;

/// <summary>Chains and small graphs of functions of each element in one pass.</summary>
public sealed unsafe class ElementwiseFusionTests
{
    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(2, 3, 5)]
    [InlineData(7, 40, 700)]
    [InlineData(1, 2, 20000)]
    public void A_graph_with_scalars_rows_and_columns(long a, long b, long c) => Assert.Equal(["Elements*7"], FusionCheck.Steps(net =>
    {
        var x = net.Floats("x", a, b, c);
        var scaled = net.Of("Mul", "scaled", x, net.Noise("row", c));
        var shifted = net.Of("Add", "shifted", net.Floats("column", b, 1), scaled);
        var bent = net.Of("Tanh", "bent", shifted);
        var other = net.Of("Exp", "other", net.Of("Sub", "less", net.Scalar("one", 1), x));
        net.Output(net.Of("Max", "y", net.Of("Div", "ratio", bent, other), net.Floats("floor", 1)));
    }, 3e-6));

    [Fact]
    public void Results_that_others_read_are_kept()
    {
        foreach (var isOutput in (bool[])[false, true])
        {
            var steps = FusionCheck.Steps(net =>
            {
                var square = net.Of("Mul", "square", net.Floats("x", 30, 50), net.Floats("z", 30, 50));
                net.Output(isOutput ? square : net.Node("Softmax", "other", [square]));
                net.Output(net.Of("Sqrt", "root", net.Of("Abs", "size", square)));
            });
            Assert.Equal(isOutput ? ["Mul", "Elements*2"] : ["Mul", "Softmax", "Elements*2"], steps);
        }
    }

    [Fact]
    public void Inside_the_branches_of_a_condition()
    {
        static Graph Branch(GraphBuilder outer, string name, Value x, string op)
        {
            var inner = new GraphBuilder(name, 17);
            inner.Output(inner.Of("Tanh", name + "_tanh", inner.Of(op, name + "_op", x, inner.Scalar(name + "_two", 2))));
            return inner.Graph;
        }

        var steps = FusionCheck.Steps(net =>
        {
            var x = net.Floats("x", 40, 50);
            var y = net.Node("If", "if", [net.Input("choice", ElementType.Bool)],
                NodeAttribute.Of("then_branch", Branch(net, "yes", x, "Mul")), NodeAttribute.Of("else_branch", Branch(net, "no", x, "Add")));
            net.Output(y);
        });
        Assert.Equal(["If(Elements*2)(Elements*2)"], steps);
    }

    [Fact]
    public void The_program_at_each_vector_width()
    {
        // (a + b) * a, |.|, minus b: two buffers, a row and a scalar.
        ElementStep[] steps = [new(null, BinaryKind.Sum, 0, 1), new(null, BinaryKind.Product, 3, 0), new(new Activation(UnaryKind.Abs), default, 4, 0), new(null, BinaryKind.Difference, 5, 2)];
        using var pool = new WorkerPool(2);
        var inputs = stackalloc float*[3];
        foreach (var width in VectorWidth.Usable)
        {
            foreach (var n in (int[])[1, 15, 17, 1024, 1025, 40000])
            {
                var program = ElementProgram.Of(steps, [3, n], [[3, n], [n], [1]], width)!;
                var (a, b, c, y, scratch) = (Values(3 * n, 1), Values(n, 2), Values(1, 3), new float[3 * n], new float[program.ScratchBytes(2) / sizeof(float)]);
                fixed (float* pa = a, pb = b, pc = c, py = y, ps = scratch)
                {
                    inputs[0] = pa;
                    inputs[1] = pb;
                    inputs[2] = pc;
                    program.Run(inputs, py, ps, pool);
                }
                for (var i = 0; i < y.Length; i++) Assert.Equal(Math.Abs((a[i] + b[i % n]) * a[i]) - c[0], y[i], 1e-6f);
            }
        }
    }

    private static float[] Values(int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => (random.NextSingle() * 2) - 1)];
    }
}
