using Ridgeline.Diagnostics;
using Ridgeline.Graphs.Building;
using Ridgeline.Graphs.Operators;
using Ridgeline.Graphs.Passes;

namespace Ridgeline.Graphs.Tests.Operators;

/// <summary>Shapes computed by nodes, as exporters write them, and bodies that run again and again.</summary>
public sealed class ShapeComputationTests
{
    /// <summary>The split into heads of BERT: each dimension is taken from the shape, and put together again.</summary>
    [Fact]
    public void Heads_of_attention_keep_batch_and_sequence()
    {
        var b = new GraphBuilder("bert");
        var x = b.Input("x", ElementType.Float, Dim.Symbol("batch"), Dim.Symbol("seq"), 768);
        var shape = b.Node("Shape", "shape", [x]);
        var parts = new[] { Part(0), Part(1), Numbers("heads", 12), Numbers("width", 64) };
        var target = b.Node("Concat", "target", parts, NodeAttribute.Of("axis", 0));
        var heads = b.Node("Reshape", "split", [x, target]);
        var merged = b.Node("Reshape", "merge", [b.Node("Transpose", "swap", [heads], NodeAttribute.Of("perm", [0L, 2, 1, 3])), Numbers("flat", 0, -1, 768)]);
        Infer(b);

        Assert.Equal("float[batchxseqx12x64]", heads.Type!.ToString());
        Assert.Equal("float[batchxseqx768]", merged.Type!.ToString());

        Value Part(long index)
        {
            var picked = b.Node("Gather", $"gather{index}", [shape, Scalar($"index{index}", index)]);
            return b.Node("Unsqueeze", $"unsqueeze{index}", [picked, Numbers($"axes{index}", 0)]);
        }
        Value Numbers(string name, params long[] numbers) => b.Constant(name, Tensor.OfInt64(numbers, numbers.Length));
        Value Scalar(string name, long number) => b.Constant(name, Tensor.OfInt64([number]));
    }

    [Fact]
    public void What_is_not_known_does_not_hide_what_is()
    {
        var b = new GraphBuilder("partly");
        var x = b.Input("x", ElementType.Float, Dim.Symbol("batch"), 24);
        var rows = b.Input("rows", ElementType.Int64, 1);
        var target = b.Node("Concat", "target", [rows, b.Constant("six", Tensor.OfInt64([6], 1))], NodeAttribute.Of("axis", 0));
        var y = b.Node("Reshape", "y", [x, target]);
        Infer(b);
        Assert.Equal(Dim.Of(6), y.Tensor!.Shape[1]);
    }

    [Fact]
    public void Small_constants_move_with_their_elements()
    {
        var b = new GraphBuilder("moves");
        var data = b.Constant("data", Tensor.OfInt64([1, 2, 3, 4, 5, 6], 2, 3));
        var turned = b.Node("Transpose", "turned", [data]);
        var cut = b.Node("Slice", "cut", [turned, One("s", -1), One("e", -9), One("a", 0), One("p", -2)]);
        var tiled = b.Node("Tile", "tiled", [cut, b.Constant("times", Tensor.OfInt64([1, 2], 2))]);
        var (row, at) = (b.Constant("row", Tensor.OfInt64([7, 8, 9], 3)), b.Constant("at", Tensor.OfInt64([1], 1, 1)));
        var written = b.Node("ScatterND", "written", [row, at, One("new", 0)]);
        var places = b.Node("NonZero", "places", [written]);
        var halves = b.Node("", "Split", "halves", [data], 2, NodeAttribute.Of("axis", 1), NodeAttribute.Of("num_outputs", 2));
        var known = Infer(b);

        Assert.Equal([1, 4, 2, 5, 3, 6], known.ContentsOf(turned)!.Numbers!);
        Assert.Equal([3, 6, 1, 4], known.ContentsOf(cut)!.Numbers!);
        Assert.Equal([3, 6, 3, 6, 1, 4, 1, 4], known.ContentsOf(tiled)!.Numbers!);
        Assert.Equal([7, 0, 9], known.ContentsOf(written)!.Numbers!);
        Assert.Equal([0, 2], known.ContentsOf(places)!.Numbers!);
        Assert.Equal([3, 6], known.ContentsOf(halves[1]!)!.Numbers!);

        Value One(string name, long number) => b.Constant(name, Tensor.OfInt64([number], 1));
    }

    [Theory]
    [InlineData(5, true, "float[5x3]")]
    [InlineData(null, true, "float[?x3]")]
    [InlineData(5, false, "float[?x3]")]
    public void Loops_stack_what_they_scan(int? trips, bool constant, string expected)
    {
        var body = new Graph("body");
        foreach (var name in (string[])["i", "go", "v"]) body.Inputs.Add(new Value(name));
        var go = constant ? body.Inputs[1] : Make(body, "Not", body.Inputs[1]);
        var sum = Make(body, "Add", body.Inputs[2], body.Inputs[2]);
        body.Outputs.AddRange([go, sum, sum]);
        var b = new GraphBuilder("loop");
        var limit = trips is { } n ? b.Constant("n", Tensor.OfInt64([n])) : b.Input("n", ElementType.Int64);
        var start = b.Constant("start", Tensor.Of<byte>(ElementType.Bool, [1], []));
        var outputs = b.Node("", "Loop", "loop", [limit, start, b.Input("v", ElementType.Float, 3)], 2, NodeAttribute.Of("body", body));
        var known = Infer(b);

        Assert.Equal("float[3]", outputs[0]!.Type!.ToString());
        Assert.Equal(expected, outputs[1]!.Type!.ToString());
        Assert.Equal(constant ? trips : null, TripCount.Of(b.Graph.Nodes[0], 23, known.ContentsOf).ValueOrNull);
    }

    [Fact]
    public void A_carried_type_widens_only_where_it_changes()
    {
        var body = new Graph("body");
        foreach (var name in (string[])["i", "go", "v"]) body.Inputs.Add(new Value(name));
        var node = new Node("Concat") { Name = "grow" };
        node.Set(NodeAttribute.Of("axis", 0));
        node.Inputs.AddRange([body.Inputs[2], body.Inputs[2]]);
        node.Outputs.Add(new Value("grown"));
        body.Nodes.Add(node);
        body.Outputs.AddRange([body.Inputs[1], node.Outputs[0]!]);
        var b = new GraphBuilder("loop");
        var grown = b.Node("Loop", "loop", [b.Constant("n", Tensor.OfInt64([3])), null, b.Input("v", ElementType.Float, 2, 4)], NodeAttribute.Of("body", body));
        Infer(b);
        Assert.Equal("float[?x4]", grown.Type!.ToString());
    }

    private static Value Make(Graph graph, string opType, params Value[] inputs)
    {
        var node = new Node(opType) { Name = opType };
        node.Inputs.AddRange(inputs);
        node.Outputs.Add(new Value(opType));
        graph.Nodes.Add(node);
        return node.Outputs[0]!;
    }

    private static InferenceResult Infer(GraphBuilder builder)
    {
        var diagnostics = new DiagnosticBag();
        var result = new ShapeInference().Infer(builder.Build(), diagnostics);
        Assert.Empty(diagnostics.All);
        return result;
    }
}
