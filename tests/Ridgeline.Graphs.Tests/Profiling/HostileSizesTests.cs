using Ridgeline.Graphs.Profiling;
using static Ridgeline.Graphs.Tests.Sketch;

namespace Ridgeline.Graphs.Tests;

/// <summary>Whatever sizes a file states, a profile comes out, and no sum has wrapped.</summary>
public sealed class HostileSizesTests
{
    public static TheoryData<long[], int> Sizes
    {
        get
        {
            var data = new TheoryData<long[], int>();
            foreach (var dims in (long[][])[[1L << 30, 1L << 30], [1L << 62, 4], [1L << 58], [1L << 40], [0, 1L << 62, 1L << 62], [long.MaxValue, long.MaxValue, long.MaxValue]])
            {
                foreach (var nodes in (int[])[1, 3, 300]) data.Add(dims, nodes);
            }
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Activations(long[] dims, int nodes) => Check(Model(b =>
    {
        var x = b.Input("x", ElementType.Double, [.. dims.Select(Dim.Of)]);
        for (var i = 0; i < nodes; i++) x = b.Node("Softmax", "s", [b.Node("Mul", "m", [x, x])]);
        b.Output(x);
    }));

    [Theory]
    [InlineData(1L << 29, 1L << 29, 40)]
    [InlineData(1L << 20, 1L << 20, 3000)]
    [InlineData(1L << 58, 1, 40)]
    public void Weights(long rows, long columns, int count) => Check(Model(b =>
    {
        Value? sum = null;
        for (var i = 0; i < count; i++)
        {
            var product = b.Node("MatMul", "m", [b.Input("x", ElementType.Float, rows), b.Weight("w", Filling.Ones, rows, columns)]);
            sum = sum is null ? product : b.Node("Add", "a", [sum, product]);
        }
        b.Output(sum!);
    }));

    [Fact]
    public void Loops_in_loops()
    {
        var model = Model(b =>
        {
            var x = b.Input("x", ElementType.Float, 1L << 20, 1L << 10);
            var trips = b.Count("trips", 1L << 60);
            var (i, go, j, on, inner, outer) = (Value("i", ElementType.Int64), Value("go", ElementType.Bool), Value("j", ElementType.Int64), Value("on", ElementType.Bool), new Value("inner"), new Value("outer"));
            var within = Body("within", [j, on], [on, inner], Node("MatMul", [x, b.Weight("w", Filling.Ones, 1L << 10, 1L << 20)], [inner]));
            var around = Body("around", [i, go], [go, outer], Node("Loop", [trips, null], [outer], NodeAttribute.Of("body", within)));
            b.Output(b.Node("Loop", "loop", [trips, null], NodeAttribute.Of("body", around)));
        });
        var profile = Check(model);
        Assert.Contains(profile.Notes, n => n.Contains("more often than can be counted", StringComparison.Ordinal));
    }

    [Fact]
    public void What_is_too_large_is_left_out_and_said()
    {
        var profile = Check(Model(b => b.Output(b.Node("MatMul", "y", [b.Input("x", ElementType.Float, 1L << 57), b.Weight("w", Filling.Ones, 1L << 57, 2)]))));
        Assert.Equal((0, 0L), (profile.Parameters, profile.WeightBytes.Value));
        Assert.Null(profile.Layers[0].Work);
        Assert.Contains(profile.Notes, n => n.Contains("too large for any machine", StringComparison.Ordinal));
    }

    private static NetworkProfile Check(Model model)
    {
        NetworkProfile? last = null;
        foreach (var recompute in (bool[])[false, true])
        {
            foreach (var counting in Enum.GetValues<CountingConvention>())
            {
                last = model.Profile(new() { Training = Optimizer.Adam, Recompute = recompute, Counting = counting });
                Assert.True(last.Work.Flops.Value >= 0 && last.Ops.Value >= 0 && last.Moved.Value >= 0 && last.Parameters >= 0);
                Assert.All(last.GroupBy(l => l.Op), g => Assert.True(g.Moved <= last.Moved));
                Assert.True(last.Training!.EveryModule >= last.Training.InPlace);
                Assert.All(last.Layers, l => Assert.True(l.WorkingSet is null || l.WorkingSet >= l.WeightBytes));
            }
        }
        return last!;
    }
}
