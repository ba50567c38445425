using Ridgeline.Diagnostics;
using Ridgeline.Graphs.Operators;
using Ridgeline.Graphs.Passes;
using static Ridgeline.Graphs.Tests.Sketch;

namespace Ridgeline.Graphs.Tests;

public sealed class ShapeInferenceTests
{
    private static readonly Dim s_n = Dim.Symbol("n");
    private static readonly Dim s_k = Dim.Symbol("k");

    [Theory]
    [InlineData("2x3", "float[2x3]", false)]
    [InlineData("2x4", "float[2x3]", true)]
    [InlineData("6", "float[2x3]", true)]
    public void A_declared_type_that_contradicts_is_a_warning_and_the_inferred_stands(string declared, string type, bool conflict)
    {
        var model = Model(b =>
        {
            var y = b.Node("Neg", "y", [b.Input("x", ElementType.Float, 2, 3)]);
            y.Type = new TensorType(ElementType.Float, Shape.Of(declared.Split('x').Select(d => Dim.Of(long.Parse(d)))));
            b.Output(y);
        });
        Assert.Equal(conflict ? ["SHAPE102"] : [], model.Infer().Codes());
        Assert.Equal(type, model.Graph.Outputs[0].Type!.ToString());
    }

    [Fact]
    public void A_declared_type_fills_what_cannot_be_inferred()
    {
        Model Opaque() => Model(b =>
        {
            var y = b.Node("other", "Strange", "y", [b.Input("x", ElementType.Float, 2, 3)], 1)[0]!;
            y.Type = new TensorType(ElementType.Float, [7, s_n]);
            b.Output(b.Node("Neg", "z", [y]));
        });
        var (kept, forgotten) = (Opaque(), Opaque());
        Assert.Empty(kept.Infer().All);
        Assert.Empty(forgotten.Infer(keepDeclared: false).All);
        Assert.Equal("float[7xn]", kept.Graph.Outputs[0].Type!.ToString());
        Assert.Null(forgotten.Graph.Nodes[0].Outputs[0]!.Type);
    }

    [Fact]
    public void A_name_that_meets_a_number_becomes_it_everywhere()
    {
        var model = Model(b =>
        {
            var x = b.Input("x", ElementType.Float, s_n, s_k);
            b.Output(b.Node("MatMul", "m", [x, b.Weight("w", Filling.Ones, 5, 7)]));
            b.Output(b.Node("Concat", "c", [x, x], NodeAttribute.Of("axis", 1L)));
            b.Output(b.Node("Reshape", "r", [x, b.Node("Shape", "s", [x])]));
        });
        Assert.Empty(model.Infer().All);
        Assert.Equal(["float[nx7]", "float[nx10]", "float[nx5]"], model.Graph.Outputs.Select(o => o.Type!.ToString()));
        Assert.Equal("float[nx5]", model.Graph.Inputs[0].Type!.ToString());
    }

    [Fact]
    public void Names_that_meet_each_other_and_then_a_number_are_all_that_number()
    {
        var model = Model(b =>
        {
            var (p, q) = (b.Input("p", ElementType.Float, 2, Dim.Symbol("a")), b.Input("q", ElementType.Float, Dim.Symbol("b"), Dim.Symbol("c")));
            var product = b.Node("MatMul", "m", [b.Node("MatMul", "pq", [p, q]), b.Input("r", ElementType.Float, 9, 4)]);
            b.Output(product);
            b.Output(b.Node("MatMul", "mm", [b.Input("s", ElementType.Float, 1, Dim.Symbol("a")), b.Input("t", ElementType.Float, 6, 2)]));
        });
        Assert.Empty(model.Infer().All);
        Assert.Equal(["2x6", "6x9", "9x4", "1x6", "6x2"], model.Graph.Inputs.Select(i => i.Tensor!.Shape.ToString()));
    }

    [Fact]
    public void A_name_cannot_be_two_numbers()
    {
        var model = Model(b =>
        {
            var x = b.Input("x", ElementType.Float, 2, s_k);
            b.Output(b.Node("MatMul", "first", [x, b.Weight("v", Filling.Ones, 5, 7)]));
            b.Output(b.Node("Gemm", "second", [x, b.Weight("w", Filling.Ones, 6, 7)]));
        });
        Assert.Equal(["SHAPE101"], model.Infer().Codes());
    }

    [Theory]
    [InlineData(null, "float[?]")]
    [InlineData(true, "float[2]")]
    [InlineData(false, "float[3]")]
    public void An_if_has_the_type_of_the_branch_or_what_both_have(bool? flag, string type)
    {
        var (two, three) = (new Value("two"), new Value("three"));
        var model = Model(b =>
        {
            var (x, z) = (b.Input("x", ElementType.Float, 2), b.Input("z", ElementType.Float, 3));
            var condition = flag is { } known ? b.Flag("flag", known) : b.Input("flag", ElementType.Bool);
            b.Output(b.Node("If", "y", [condition],
                NodeAttribute.Of("then_branch", Body("t", [], [two], Node("Neg", [x], [two]))), NodeAttribute.Of("else_branch", Body("e", [], [three], Node("Neg", [z], [three])))));
        });
        Assert.Empty(model.Infer().All);
        Assert.Equal(type, model.Graph.Outputs[0].Type!.ToString());
    }

    // Silero VAD has a branch for 16 kHz and one for 8 kHz, and what is given fits one of them.
    [Theory]
    [InlineData(null, "SHAPE103")]
    [InlineData(true, "SHAPE101")]
    [InlineData(false, null)]
    public void A_branch_that_does_not_fit_is_an_error_only_where_it_is_taken(bool? flag, string? code)
    {
        var (sum, same) = (new Value("sum"), new Value("same"));
        var model = Model(b =>
        {
            var (x, z) = (b.Input("x", ElementType.Float, 2), b.Input("z", ElementType.Float, 3));
            var condition = flag is { } known ? b.Flag("flag", known) : b.Input("flag", ElementType.Bool);
            b.Output(b.Node("If", "y", [condition],
                NodeAttribute.Of("then_branch", Body("t", [], [sum], Node("Add", [x, z], [sum]))), NodeAttribute.Of("else_branch", Body("e", [], [same], Node("Neg", [z], [same])))));
        });
        Assert.Equal(code is null ? [] : [code], model.Infer().Codes());
    }

    [Fact]
    public void A_loop_stacks_what_it_scans_and_widens_what_it_carries()
    {
        var (i, go, state, next, slice) = (Value("i", ElementType.Int64), Value("go", ElementType.Bool), new Value("state"), new Value("next"), new Value("slice"));
        var model = Model(b =>
        {
            var x = b.Input("x", ElementType.Float, 2, 3);
            var body = Body("body", [i, go, state], [go, next, slice],
                Node("Concat", [state, x], [next], NodeAttribute.Of("axis", 0L)), Node("Neg", [x], [slice]));
            var outputs = b.Node("", "Loop", "loop", [b.Count("trips", 5), null, x], 2, NodeAttribute.Of("body", body));
            foreach (var output in outputs) b.Output(output!);
        });
        Assert.Empty(model.Infer().All);
        Assert.Equal(["float[?x3]", "float[5x2x3]"], model.Graph.Outputs.Select(o => o.Type!.ToString()));
    }

    [Fact]
    public void A_scan_slices_its_input_and_stacks_its_output()
    {
        var (sum, x, next, y) = (new Value("sum"), new Value("x_i"), new Value("next"), new Value("y_i"));
        var body = Body("body", [sum, x], [next, y], Node("Add", [sum, x], [next]), Node("Neg", [x], [y]));
        var model = Model(b =>
        {
            var outputs = b.Node("", "Scan", "scan", [b.Input("start", ElementType.Float, 4), b.Input("xs", ElementType.Float, s_n, 4)], 2,
                NodeAttribute.Of("body", body), NodeAttribute.Of("num_scan_inputs", 1L));
            foreach (var output in outputs) b.Output(output!);
        });
        Assert.Empty(model.Infer().All);
        Assert.Equal(["float[4]", "float[nx4]"], model.Graph.Outputs.Select(o => o.Type!.ToString()));
    }

    [Fact]
    public void Known_contents_of_an_input_shape_what_depends_on_them()
    {
        var model = Model(b =>
        {
            var target = b.Input("target", ElementType.Int64, 2);
            b.Output(b.Node("Reshape", "y", [b.Input("x", ElementType.Float, 6), target]));
        });
        Assert.Empty(model.Infer().All);
        Assert.Equal("float[?x?]", model.Graph.Outputs[0].Type!.ToString());
        var known = new Dictionary<Value, Contents> { [model.Graph.Inputs[0]] = Contents.Vector(3, -1) };
        new ShapeInference(known: known).Run(model, new DiagnosticBag());
        Assert.Equal("float[3x2]", model.Graph.Outputs[0].Type!.ToString());
    }
}
