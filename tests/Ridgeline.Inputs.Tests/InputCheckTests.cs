using Ridgeline.Graphs;
using Ridgeline.Zoo;

namespace Ridgeline.Inputs.Tests;

/// <summary>Wrong inputs are named, all at once; seeded ones are such that the network can run.</summary>
public sealed class InputCheckTests
{
    [Fact]
    public void A_name_that_the_network_does_not_have_is_told_with_the_closest()
    {
        var error = Assert.Single(Sample.Errors(d => InputCheck.Names(Asking(("ids", ElementType.Int64, Shape.Of(1)), ("flag", ElementType.Bool, Shape.Of(1))), ["flg", "ids"], d)));
        Assert.Equal("INPUT110", error.Code);
        Assert.Contains("did you mean 'flag'?", error.Hint!, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_sizes_are_read_off_what_is_given()
    {
        var graph = Asking(("ids", ElementType.Int64, Sized("batch", "seq")), ("mask", ElementType.Float, Sized("batch", "seq")));
        var sizes = InputCheck.Sizes(graph, new Dictionary<string, long[]> { ["ids"] = [2, 7] });
        Assert.Equal((2, 7), (sizes["batch"].Value, sizes["seq"].Value));
    }

    [Fact]
    public void A_NaN_is_a_warning()
    {
        var diagnostics = new Ridgeline.Diagnostics.DiagnosticBag();
        InputCheck.Numbers("x", Tensor.OfFloat([1, float.NaN], 2), "x.npy", diagnostics);
        Assert.Equal("INPUT115", Assert.Single(diagnostics.All).Code);
        Assert.False(diagnostics.HasErrors);
    }

    [Theory]
    [InlineData("1,2,3,4", null)]
    [InlineData("7", null)]
    [InlineData("1,2", "INPUT105")]
    [InlineData("1,nan,3,4", "INPUT111")]
    [InlineData("1,2.5,3,4", "INPUT106")]
    public void Numbers_can_be_written_out(string text, string? code)
    {
        Assert.True(WrittenNumbers.AreMeant(text));
        var errors = Sample.Errors(d => WrittenNumbers.Read(text, "x", new(ElementType.Int64, Shape.Of(2, 2)), d));
        Assert.Equal(code, errors.SingleOrDefault()?.Code);
    }

    [Fact]
    public void Token_ids_are_within_the_vocabulary()
    {
        using var model = NetworkZoo.Build("zoo:bert-base?seq=16");
        foreach (var input in model.Graph.RequiredInputs.Where(i => i.Tensor!.Element.IsInteger()))
        {
            var values = ElementReader.Integers(SeededInput.Make(input, input.Tensor!, model.Graph, 5))!;
            var most = input.Name.Contains("type", StringComparison.Ordinal) ? 2 : 30522;
            Assert.All(values, v => Assert.InRange(v, 0, most - 1));
        }
        var ids = model.Graph.RequiredInputs.First(i => i.Name.Contains("ids", StringComparison.Ordinal));
        Assert.Contains(ElementReader.Integers(SeededInput.Make(ids, ids.Tensor!, model.Graph, 5))!, v => v > 1000);
    }

    private static Shape Sized(params string[] names) => Shape.Create([.. names.Select(Dim.Symbol)]);

    private static Graph Asking(params (string Name, ElementType Element, Shape Shape)[] inputs)
    {
        var graph = new Graph("g");
        graph.Inputs.AddRange(inputs.Select(i => new Value(i.Name) { Type = new TensorType(i.Element, i.Shape) }));
        return graph;
    }
}
