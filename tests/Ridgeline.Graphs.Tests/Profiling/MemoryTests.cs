using FsCheck;
using FsCheck.Fluent;
using Ridgeline.Graphs.Profiling;
using static Ridgeline.Graphs.Tests.Sketch;

namespace Ridgeline.Graphs.Tests;

public sealed class MemoryTests
{
    [Fact]
    public void Inference_holds_what_the_played_run_holds() => Prop.ForAll<int>(seed =>
    {
        var model = RandomGraphs.Make(seed, 1 + (Math.Abs(seed) % 30));
        var memory = model.Profile().Memory;
        Assert.Equal(StepByStep.Inference(model.Graph), memory.Steps.Select(s => s.Live.Value));
        CheckPeak(memory);
    }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Training_holds_what_the_played_run_holds(bool recompute) => Prop.ForAll<int>(seed =>
    {
        var model = RandomGraphs.Make(seed, 1 + (Math.Abs(seed) % 30));
        var memory = model.Profile(new() { Training = Optimizer.Sgd, Recompute = recompute }).Training!.Memory;
        Assert.Equal(StepByStep.Training(model.Graph, recompute), memory.Steps.Select(s => s.Live.Value));
        CheckPeak(memory);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Recomputation_lowers_the_peak_of_a_deep_chain_to_about_its_square_root()
    {
        var model = Model(b =>
        {
            var x = b.Input("x", ElementType.Float, 16, 16);
            for (var i = 0; i < 100; i++) x = b.Node("Sigmoid", $"s{i}", [b.Node("MatMul", $"m{i}", [x, b.Weight($"w{i}", Filling.Ones, 16, 16)])]);
            b.Output(x);
        });
        var whole = model.Profile(new() { Training = Optimizer.Sgd }).Training!;
        var again = model.Profile(new() { Training = Optimizer.Sgd, Recompute = true }).Training!;
        // All 100 sigmoids; against 14 cuts and one segment of 15.
        Assert.InRange(whole.Memory.PeakActivations.Value / 1024, 100, 104);
        Assert.InRange(again.Memory.PeakActivations.Value / 1024, 14, 32);
        Assert.Equal((whole.Forward, default), (again.Recomputed, whole.Recomputed));
        Assert.Equal(whole.States, again.States);
    }

    [Fact]
    public void A_view_holds_its_source_and_takes_nothing()
    {
        var model = Model(b =>
        {
            var made = b.Node("Neg", "made", [b.Input("x", ElementType.Float, 10)]);
            var view = b.Node("Reshape", "view", [made, b.Integers("to", 2, 5)]);
            b.Output(b.Node("Relu", "late", [b.Node("Abs", "abs", [b.Node("Reshape", "again", [view, b.Integers("back", 10)])])]));
        });
        // x + made, made, made, made + abs, abs + late.
        Assert.Equal([80, 40, 40, 80, 80], model.Profile().Memory.Steps.Select(s => s.Live.Value));
    }

    [Fact]
    public void The_larger_body_is_held_while_its_node_runs_and_what_it_reads_until_then()
    {
        var (small, wide, big) = (new Value("small"), new Value("wide"), new Value("big"));
        var model = Model(b =>
        {
            var x = b.Input("x", ElementType.Float, 10);
            var kept = b.Node("Neg", "kept", [x]);
            var flag = b.Input("flag", ElementType.Bool);
            var shape = b.Integers("to", 100, 10);
            b.Output(b.Node("If", "y", [flag],
                NodeAttribute.Of("then_branch", Body("t", [], [small], Node("Neg", [kept], [small]))),
                NodeAttribute.Of("else_branch", Body("e", [], [big], Node("Expand", [kept, shape], [wide]), Node("ReduceSum", [wide, b.Integers("axes", 0)], [big], NodeAttribute.Of("keepdims", 0L))))));
        });
        var memory = model.Profile().Memory;
        // x + flag + kept; then flag + kept + y + the larger branch, which holds 4,000 bytes and its own result.
        Assert.Equal([81, 1 + 40 + 40 + 4040], memory.Steps.Select(s => s.Live.Value));
        Assert.Contains(memory.AliveAtPeak, t => t is { Name: "y/...", Type: "scratch", Size.Value: 4040 });
    }

    [Fact]
    public void Tensors_without_a_size_are_counted_and_left_out()
    {
        var memory = Model(b => b.Output(b.Node("Neg", "y", [b.Input("x", ElementType.Float, Dim.Symbol("n"))]))).Profile().Memory;
        Assert.Equal((2, 0), (memory.Unsized, memory.Peak.Value));
    }

    [Fact]
    public void A_graph_without_nodes_has_a_profile()
    {
        var model = Model(b => b.Output(b.Input("x", ElementType.Float, 4)));
        var profile = model.Profile(new() { Training = Optimizer.Adam, Recompute = true });
        Assert.Equal((0, 0L, 0L), (profile.Layers.Count, profile.Memory.Peak.Value, profile.Training!.Memory.Peak.Value));
    }

    private static void CheckPeak(MemoryProfile memory)
    {
        Assert.Equal(memory.Steps.Max(s => s.Live), memory.PeakActivations);
        Assert.Equal(memory.PeakActivations.Value, memory.AliveAtPeak.Sum(t => t.Size.Value));
        Assert.Equal(memory.AliveAtPeak.OrderByDescending(t => t.Size), memory.AliveAtPeak);
    }
}
