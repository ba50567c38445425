using Ridgeline.Diagnostics;
using Ridgeline.Graphs.Passes;
using static Ridgeline.Graphs.Tests.Sketch;

namespace Ridgeline.Graphs.Tests;

public sealed class DimensionBindingTests
{
    private static readonly Dim s_n = Dim.Symbol("batch");
    private static readonly Dim s_seq = Dim.Symbol("seq");

    public static TheoryData<string, Shape, Shape, string, string> Batches => new()
    {
        { "a name is the batch wherever it stands", [s_n, 3], [4, s_n], "8x3", "4x8" },
        { "the first name that leads is the batch", [4, 3], [s_n, 2], "4x3", "8x2" },
        { "unknown leading dimensions join a name", [s_n, 3], [Dim.Unknown, 2], "8x3", "8x2" },
        { "unknown leading dimensions are the batch", [Dim.Unknown, 3], [1, 2], "8x3", "1x2" },
        { "of numbers the first one's, wherever it leads", [1, 3], [1, 2], "8x3", "8x2" },
        { "another leading number is something else", [1, 3], [5, 1], "8x3", "5x1" },
        { "a scalar has no batch", Shape.Scalar, [1, 2], "scalar", "8x2" },
    };

    [Theory]
    [MemberData(nameof(Batches))]
    public void The_batch_is_found(string rule, Shape first, Shape second, string firstBound, string secondBound)
    {
        var model = Inputs(first, second);
        Assert.Empty(Bind(model, 8));
        Assert.Equal((rule, firstBound, secondBound), (rule, model.Graph.Inputs[0].Tensor!.Shape.ToString(), model.Graph.Inputs[1].Tensor!.Shape.ToString()));
    }

    [Fact]
    public void Names_are_set_and_the_other_ones_stay()
    {
        var model = Inputs([s_n, s_seq], [s_seq, Dim.Symbol("hidden")]);
        Assert.Empty(Bind(model, null, ("seq", 128)));
        Assert.Equal(["batchx128", "128xhidden"], model.Graph.Inputs.Select(i => i.Tensor!.Shape.ToString()));
        Assert.Equal(["batch", "hidden"], DimensionBinding.SymbolicNames(model.Graph));
    }

    [Fact]
    public void A_wrong_name_is_an_error_that_names_the_right_ones()
    {
        var diagnostics = new DiagnosticBag();
        new DimensionBinding(new Dictionary<string, long> { ["sqe"] = 1 }).Run(Inputs([s_n, s_seq], [2]), diagnostics);
        var error = Assert.Single(diagnostics.All);
        Assert.Equal(("GRAPH106", "it has batch, seq; did you mean seq?"), (error.Code, error.Hint));
        diagnostics = new();
        new DimensionBinding(new Dictionary<string, long> { ["seq"] = 1 }).Run(Inputs([2], [2]), diagnostics);
        Assert.Equal("all of its inputs have fixed sizes", Assert.Single(diagnostics.All).Hint);
    }

    [Fact]
    public void Impossible_wishes_are_errors()
    {
        Assert.Equal(["GRAPH107"], Bind(Inputs([s_n], [2]), null, ("batch", -1)));
        Assert.Equal(["GRAPH107"], Bind(Inputs([s_n], [2]), 8, ("batch", 4)));
        Assert.Empty(Bind(Inputs([s_n], [2]), 8, ("batch", 8)));
        Assert.Equal(["GRAPH107"], Bind(Inputs(Shape.Scalar, Shape.Scalar), 8));
    }

    [Fact]
    public void What_was_declared_for_another_batch_is_forgotten_before_constants_fold()
    {
        var model = Model(b =>
        {
            var x = b.Input("x", ElementType.Float, 1, 6);
            var opaque = b.Node("other", "Strange", "o", [x], 1)[0]!;
            opaque.Type = new TensorType(ElementType.Float, [1, 6]);
            b.Output(b.Node("Reshape", "y", [x, b.Node("Shape", "s", [x])]));
            b.Output(b.Node("Reshape", "z", [x, b.Node("Shape", "t", [opaque])]));
        });
        Assert.Empty(Bind(model, 4));
        PassPipeline.CleanUp().Run(model, new());
        Assert.Empty(model.Infer().All);
        Assert.Equal(["float[4x6]", "float[?x?]"], model.Graph.Outputs.Select(o => o.Type!.ToString().Replace("[?]", "[?x?]", StringComparison.Ordinal)));
    }

    private static Model Inputs(Shape first, Shape second) => Model(b =>
    {
        foreach (var (name, shape) in new[] { ("a", first), ("b", second) }) b.Output(b.Node("Neg", $"{name}_out", [b.Input(name, ElementType.Float, [.. shape])]));
    });

    private static string[] Bind(Model model, long? batch, params (string Name, long Value)[] bindings)
    {
        var diagnostics = new DiagnosticBag();
        new DimensionBinding(bindings.ToDictionary(b => b.Name, b => b.Value), batch).Run(model, diagnostics);
        return diagnostics.Codes();
    }
}
