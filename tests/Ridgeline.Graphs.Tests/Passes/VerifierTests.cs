using Ridgeline.Diagnostics;
using Ridgeline.Graphs.Passes;
using static Ridgeline.Graphs.Tests.Sketch;

namespace Ridgeline.Graphs.Tests;

public sealed class VerifierTests
{
    private readonly Value _x = Value("x", ElementType.Float, 2);
    private readonly Value _y = new("y");

    [Fact]
    public void A_good_model_passes()
    {
        var inner = new Value("inner");
        var graph = Body("g", [_x], [_y], Node("If", [_x], [_y], NodeAttribute.Of("then_branch", Body("t", [], [inner], Node("Neg", [_x], [inner])))));
        Assert.Empty(Check(graph));
    }

    [Fact]
    public void Made_twice_is_101()
    {
        Assert.Equal(["GRAPH101"], Check(Body("g", [_x], [_y], Node("Neg", [_x], [_y]), Node("Abs", [_x], [_y]))));
        Assert.Equal(["GRAPH101"], Check(Body("g", [_x, _x], [_x])));
        var weight = new Value("w") { Constant = Tensor.OfFloat([1]) };
        var twice = Body("g", [_x], [_x]);
        twice.Initializers.AddRange([weight, weight]);
        Assert.Equal(["GRAPH101"], Check(twice));
        // One value in two branches.
        Graph Branch(string name) => Body(name, [], [_y], Node("Neg", [_x], [_y]));
        var both = Node("If", [_x], [new("z")], NodeAttribute.Of("then_branch", Branch("t")), NodeAttribute.Of("else_branch", Branch("e")));
        Assert.Contains("GRAPH101", Check(Body("g", [_x], [both.Outputs[0]!], both)));
    }

    [Fact]
    public void Read_before_it_is_made_is_102()
    {
        var late = new Value("late");
        Assert.Equal(["GRAPH102"], Check(Body("g", [_x], [_y], Node("Neg", [late], [_y]), Node("Abs", [_x], [late]))));
        Assert.Equal(["GRAPH102"], Check(Body("g", [_x], [_y], Node("Neg", [new("nobody")], [_y]))));
    }

    [Fact]
    public void What_a_branch_made_cannot_be_read_outside()
    {
        var (inner, chosen) = (new Value("inner"), new Value("chosen"));
        var branch = Node("If", [_x], [chosen], NodeAttribute.Of("then_branch", Body("t", [], [inner], Node("Neg", [_x], [inner]))));
        Assert.Equal(["GRAPH102"], Check(Body("g", [_x], [_y], branch, Node("Neg", [inner], [_y]))));
        var model = new Model(Body("g", [_x], [_x]));
        model.Functions.Add(new("my", Body("f", [], [_y], Node("Neg", [_x], [_y]))));
        Assert.Equal(["GRAPH102"], Check(model));
    }

    [Fact]
    public void An_output_that_nobody_makes_is_103() => Assert.Equal(["GRAPH103"], Check(Body("g", [_x], [_y])));

    [Fact]
    public void A_name_given_twice_is_104()
    {
        var other = new Value("x");
        Assert.Equal(["GRAPH104"], Check(Body("g", [_x], [other], Node("Neg", [_x], [other]))));
        // A branch may not hide an outer name, and two branches may use one name.
        Graph Branch(string name, Value made) => Body(name, [], [made], Node("Neg", [_x], [made]));
        Node If(Value first, Value second) => Node("If", [_x], [_y], NodeAttribute.Of("then_branch", Branch("t", first)), NodeAttribute.Of("else_branch", Branch("e", second)));
        Assert.Equal(["GRAPH104"], Check(Body("g", [_x], [_y], If(new("x"), new("a")))));
        Assert.Empty(Check(Body("g", [_x], [_y], If(new("a"), new("a")))));
        Assert.Empty(Check(Body("g", [_x], [_y, new Value("")], Node("Split", [_x], [_y, new("")])))[1..]);
    }

    [Fact]
    public void An_initializer_without_or_against_its_constant_is_108()
    {
        foreach (var (type, code) in new[] { ("float[3]", (string[])["GRAPH108"]), ("float[2]", []) })
        {
            var weight = Value("w", ElementType.Float, type == "float[3]" ? 3 : 2);
            weight.Constant = Tensor.OfFloat([1, 2], 2);
            var graph = Body("g", [_x], [_x]);
            graph.Initializers.Add(weight);
            Assert.Equal(code, Check(graph));
        }
        var empty = Body("g", [_x], [_x]);
        empty.Initializers.Add(new("w"));
        Assert.Equal(["GRAPH108"], Check(empty));
    }

    private static string[] Check(Graph graph) => Check(new Model(graph));

    private static string[] Check(Model model)
    {
        var diagnostics = new DiagnosticBag();
        Verifier.Check(model, diagnostics);
        return diagnostics.Codes();
    }
}
