using System.Diagnostics;
using Ridgeline.Graphs.Passes;
using Ridgeline.Graphs.Profiling;
using static Ridgeline.Graphs.Tests.Sketch;

namespace Ridgeline.Graphs.Tests;

/// <summary>A graph of 50,000 nodes: every part of the way is linear.</summary>
public sealed class ScaleTests(ITestOutputHelper output)
{
    [Fact]
    public void Fifty_thousand_nodes_are_cleaned_inferred_and_profiled()
    {
        Run(1_000);
        var (few, many) = (Run(5_000), Run(50_000));
        output.WriteLine($"50,000 nodes: {many.Milliseconds:F0} ms, {many.Bytes / 1e6:F0} MB allocated; 5,000 nodes: {few.Milliseconds:F0} ms, {few.Bytes / 1e6:F0} MB");
        // A bound that only a quadratic part would reach, however busy the machine is; memory tells one sooner.
        Assert.InRange(many.Milliseconds, 0, 120_000);
        Assert.InRange((double)many.Bytes / few.Bytes, 5, 13);
    }

    private static (double Milliseconds, long Bytes) Run(int nodes)
    {
        var model = Chain(nodes);
        var (watch, before) = (Stopwatch.StartNew(), GC.GetAllocatedBytesForCurrentThread());
        PassPipeline.CleanUp().Run(model, new());
        var inference = new ShapeInference().Infer(model, new());
        var profile = Profiler.Profile("chain", model, inference, new() { Training = Optimizer.Adam, Recompute = true });
        Assert.Equal(profile.Layers.Count, profile.GroupBy(l => l.Op).Sum(g => g.Layers));
        Assert.InRange(profile.Layers.Count, nodes * 0.8, nodes);
        Assert.Empty(profile.Notes);
        return (watch.Elapsed.TotalMilliseconds, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    // Blocks of ten nodes with a residual, an identity, a constant and an output each; all of one name, as some exporters write them.
    private static Model Chain(int nodes) => Model(b =>
    {
        var x = b.Input("x", ElementType.Float, 8, 64);
        for (var i = 0; i < nodes / 10; i++)
        {
            using var scope = b.Scope("block");
            var start = x;
            for (var j = 0; j < 3; j++) x = b.Node("Relu", "relu", [b.Node("MatMul", "product", [x, b.Weight("weight", Filling.Ones, 64, 64)])]);
            var scale = b.Node("Constant", "scale", [], NodeAttribute.Of("value_float", 0.5f));
            x = b.Node("Add", "sum", [b.Node("Mul", "scaled", [x, scale]), b.Node("Identity", "same", [start])]);
            if (i % 10 == 9) b.Output(x);
        }
        b.Output(b.Node("Neg", "end", [x]));
    });
}
