using Ridgeline.Graphs.Operators;
using Ridgeline.Graphs.Profiling;
using static Ridgeline.Graphs.Tests.Sketch;

namespace Ridgeline.Graphs.Tests;

public sealed class LayerTests
{
    [Fact]
    public void Weights_inputs_and_outputs_are_told_apart()
    {
        var profile = Model(b => b.Output(b.Node("Gemm", "y", [b.Input("x", ElementType.Float, 2, 3), b.Weight("w", Filling.Ones, 3, 5), b.Weight("b", Filling.Zeros, 5)]))).Profile();
        var layer = Assert.Single(profile.Layers);
        Assert.Equal((20, 80L, 24L, 40L, 144L, 144L), (layer.Parameters, layer.WeightBytes.Value, layer.InputBytes!.Value.Value, layer.OutputBytes!.Value.Value, layer.WorkingSet!.Value.Value, layer.Moved!.Value.Value));
        Assert.Equal((30, 70), ((long)layer.Work!.Value.Macs.Value, (long)layer.Work.Value.Flops.Value));
        Assert.Equal(70.0 / 144, layer.Intensity!.Value, 12);
        Assert.Equal((20, 80L), (profile.Parameters, profile.WeightBytes.Value));
        Assert.Equal(("2x5", "Gemm"), (layer.OutputShape, layer.Op));
    }

    [Fact]
    public void A_shared_weight_counts_in_each_layer_and_once_in_the_total()
    {
        var profile = Model(b =>
        {
            var (x, w) = (b.Input("x", ElementType.Float, 4, 4), b.Weight("w", Filling.Ones, 4, 4));
            b.Output(b.Node("MatMul", "b", [b.Node("MatMul", "a", [x, w]), w]));
            b.Output(b.Node("MatMul", "square", [w, w]));
        }).Profile();
        Assert.All(profile.Layers, l => Assert.Equal((16, 64L), (l.Parameters, l.WeightBytes.Value)));
        Assert.Equal((16, 64L), (profile.Parameters, profile.WeightBytes.Value));
        Assert.Equal((48, 192L), (profile.GroupBy(l => l.Op)[0].Parameters, profile.GroupBy(l => l.Op)[0].WeightBytes.Value));
    }

    [Fact]
    public void Views_move_nothing_and_a_gather_reads_its_rows()
    {
        var profile = Model(b =>
        {
            var rows = b.Node("Gather", "rows", [b.Weight("table", Filling.Ones, 1000, 16), b.Input("ids", ElementType.Int64, 3)]);
            b.Output(b.Node("Reshape", "view", [rows, b.Integers("to", 48)]));
            b.Output(b.Node("Shape", "shape", [rows]));
        }).Profile();
        var (gather, view, shape) = (profile.Layers[0], profile.Layers[1], profile.Layers[2]);
        // Three rows and three indices read, three rows written.
        Assert.Equal((64_000, (3 * 64) + 24 + (3 * 64)), (gather.WeightBytes.Value, gather.Moved!.Value.Value));
        Assert.Equal((true, 0, null), (view.IsView, view.Moved!.Value.Value, view.Intensity));
        Assert.Equal(0, shape.Moved!.Value.Value);
        Assert.Equal(profile.Layers.Sum(l => l.Moved!.Value.Value), profile.Moved.Value);
    }

    [Fact]
    public void What_is_not_known_is_null_and_said()
    {
        var model = Model(b =>
        {
            b.Output(b.Node("other", "Strange", "opaque", [b.Input("x", ElementType.Float, 4)], 1)[0]!);
            b.Output(b.Node("Neg", "open", [b.Input("z", ElementType.Float, Dim.Symbol("n"))]));
        });
        var profile = model.Profile();
        Assert.All(profile.Layers, l => Assert.Equal((null, null, null, null), (l.Work, l.Ops, l.Moved, l.WorkingSet)));
        Assert.Equal(2, profile.Notes.Count);
        Assert.Contains("other::Strange", profile.Notes[0], StringComparison.Ordinal);
        Assert.Equal(default, profile.Work);
    }

    [Theory]
    [InlineData(7, 7)]
    [InlineData(0, 0)]
    [InlineData(-3, 0)]
    [InlineData(null, 1)]
    public void A_loops_body_counts_as_often_as_it_turns(int? trips, int times)
    {
        var (i, go, state, next) = (Value("i", ElementType.Int64), Value("go", ElementType.Bool), Value("state", ElementType.Float, 10), new Value("next"));
        var profile = Model(b =>
        {
            var body = Body("body", [i, go, state], [go, next], Node("Add", [state, state], [next]));
            var limit = trips is { } known ? b.Count("trips", known) : b.Input("limit", ElementType.Int64);
            b.Output(b.Node("Loop", "loop", [limit, null, b.Input("x", ElementType.Float, 10)], NodeAttribute.Of("body", body)));
        }).Profile();
        var inner = profile.Layers[1];
        Assert.Equal(("loop/next", times, 10 * times, 80 * times), (inner.Name, inner.Repeats, (long)inner.Work!.Value.Flops.Value, inner.Moved!.Value.Value));
        Assert.Equal(0, profile.Layers[0].Moved!.Value.Value);
        Assert.Equal(10 * times, (long)profile.Ops.Value);
        Assert.Equal(trips is null ? 1 : 0, profile.Notes.Count);
    }

    [Fact]
    public void A_scans_body_counts_once_a_slice()
    {
        var (sum, slice, next) = (new Value("sum"), new Value("slice"), new Value("next"));
        var profile = Model(b => b.Output(b.Node("Scan", "scan", [b.Input("start", ElementType.Float, 4), b.Input("xs", ElementType.Float, 6, 4)],
            NodeAttribute.Of("body", Body("body", [sum, slice], [next], Node("Add", [sum, slice], [next]))), NodeAttribute.Of("num_scan_inputs", 1L)))).Profile();
        Assert.Equal((6, 24), (profile.Layers[1].Repeats, (long)profile.Layers[1].Work!.Value.Flops.Value));
    }

    [Theory]
    [InlineData(true, 1, 10)]
    [InlineData(false, 2, 20)]
    [InlineData(null, 2, 20)]
    public void The_branch_taken_counts_or_the_costlier(bool? flag, int nodes, int flops)
    {
        var (cheap, half, dear) = (new Value("cheap"), new Value("half"), new Value("dear"));
        var profile = Model(b =>
        {
            var x = b.Input("x", ElementType.Float, 10);
            var condition = flag is { } known ? b.Flag("flag", known) : b.Input("flag", ElementType.Bool);
            b.Output(b.Node("If", "y", [condition],
                NodeAttribute.Of("then_branch", Body("t", [], [cheap], Node("Neg", [x], [cheap]))),
                NodeAttribute.Of("else_branch", Body("e", [], [dear], Node("Neg", [x], [half]), Node("Neg", [half], [dear])))));
        }).Profile();
        Assert.Equal((nodes, flops, flag is null ? 1 : 0), (profile.Layers.Count - 1, (int)profile.Work.Flops.Value, profile.Notes.Count));
    }

    [Fact]
    public void The_graphs_of_an_opaque_node_count_once_each()
    {
        var (one, two) = (new Value("one"), new Value("two"));
        var model = Model(b =>
        {
            var x = b.Input("x", ElementType.Float, 10);
            b.Output(b.Node("other", "Both", "y", [x], 1, NodeAttribute.Of("a", Body("a", [], [one], Node("Neg", [x], [one]))), NodeAttribute.Of("b", Body("b", [], [two], Node("Neg", [x], [two]))))[0]!);
        });
        Assert.Equal(3, model.Profile().Layers.Count);
        Assert.Contains(model.Profile().Notes, n => n.StartsWith("how often 'y' runs", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(ElementType.Float16, 32, 24)]
    [InlineData(ElementType.Float8E4M3FN, 16, 24)]
    [InlineData(ElementType.Int4, 8, 24)]
    [InlineData(null, 64, 24)]
    public void A_precision_reprices_floats_and_nothing_else(ElementType? precision, long row, long indices)
    {
        var profile = Model(b => b.Output(b.Node("Gather", "rows", [b.Weight("table", Filling.Ones, 1000, 16), b.Input("ids", ElementType.Int64, 3)]))).Profile(new() { Precision = precision });
        var layer = profile.Layers[0];
        Assert.Equal((1000 * row, indices, 3 * row), (layer.WeightBytes.Value, layer.InputBytes!.Value.Value, layer.OutputBytes!.Value.Value));
        Assert.Equal((6 * row) + indices, layer.Moved!.Value.Value);
        Assert.Equal(1000 * row, profile.Memory.Resident.Value);
    }

    [Fact]
    public void An_odd_number_of_small_elements_is_rounded_up()
    {
        var profile = Model(b => b.Output(b.Node("Neg", "y", [b.Input("x", ElementType.Float, 3)]))).Profile(new() { Precision = ElementType.Int4 });
        Assert.Equal((2, 4), (profile.Layers[0].OutputBytes!.Value.Value, profile.Layers[0].Moved!.Value.Value));
    }

    [Theory]
    [InlineData(CountingConvention.Macs, 30)]
    [InlineData(CountingConvention.Flops, 70)]
    [InlineData(CountingConvention.Pthflops, 30)]
    public void Operations_follow_the_convention(CountingConvention counting, long ops)
    {
        var profile = Model(b => b.Output(b.Node("Gemm", "y", [b.Input("x", ElementType.Float, 2, 3), b.Weight("w", Filling.Ones, 3, 5), b.Weight("b", Filling.Zeros, 5)]))).Profile(new() { Counting = counting });
        Assert.Equal(ops, (long)profile.Ops.Value);
    }

    [Fact]
    public void Totals_follow_the_layers_of_a_copy()
    {
        var profile = Model(b => b.Output(b.Node("Neg", "b", [b.Node("Neg", "a", [b.Input("x", ElementType.Float, 3)])]))).Profile();
        Assert.Equal(6, (long)profile.Ops.Value);
        Assert.Equal(3, (long)(profile with { Layers = [profile.Layers[0]] }).Ops.Value);
        Assert.Equal([(0, 1)], profile.Edges);
    }

    [Fact]
    public void Nothing_but_the_table_knows_what_an_operator_does()
    {
        Assert.All(OperatorTable.Rows.Where(r => r.Traits.HasFlag(Traits.HandsOn)), r => Assert.True(r.Traits.HasFlag(Traits.View), r.QualifiedName));
        Assert.All(OperatorTable.Rows.Where(r => r.Traits.HasFlag(Traits.Product)), r => Assert.True(r.Traits.HasFlag(Traits.SavesInputs), r.QualifiedName));
    }
}
