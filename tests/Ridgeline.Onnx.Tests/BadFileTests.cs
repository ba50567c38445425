using System.Diagnostics;
using Google.Protobuf;
using Ridgeline.Graphs;
using Ridgeline.Graphs.Passes;
using Ridgeline.Diagnostics;
using P = global::Onnx;
using W = Ridgeline.Onnx.Tests.WireBytes;

namespace Ridgeline.Onnx.Tests;

/// <summary>Broken and hostile files end in a diagnostic with a code.</summary>
public class BadFileTests
{
    private const int Graph = 7, GraphNode = 1, Initializer = 5, Attribute = 5, AttributeGraph = 6;

    [Fact]
    public void Cut_off_at_any_byte()
    {
        var bytes = Samples.Everything().ToByteArray();
        for (var length = 0; length < bytes.Length; length++)
        {
            var (model, bag) = Reads.Read(bytes[..length]);
            // Only a cut between two fields of the model leaves something whole, and it may lack what follows the graph.
            Assert.True(model is not null || bag.HasErrors, $"cut at {length}");
        }
    }

    public static TheoryData<string, byte[], string> Broken => new()
    {
        { "nothing", [], "ONNX108" },
        { "no graph", W.Int(1, 10), "ONNX108" },
        { "two graphs", [.. W.Message(Graph), .. W.Message(Graph)], "ONNX110" },
        { "a graph that is a number", W.Int(Graph, 3), "ONNX105" },
        { "a version that is a text", [.. W.Text(1, "ten"), .. W.Message(Graph)], "ONNX105" },
        { "a group", [.. W.Tag(30, 3)], "ONNX104" },
        { "an end of a group", [.. W.Tag(30, 4)], "ONNX104" },
        { "wire type 7", [.. W.Tag(30, 7)], "ONNX104" },
        { "field number 0", [0, 0], "ONNX104" },
        { "a tag beyond 32 bits", [.. W.Varint(1UL << 40), 1], "ONNX104" },
        { "an integer of 11 bytes", [8, .. Enumerable.Repeat((byte)0x80, 10), 1], "ONNX104" },
        { "an integer without end", [8, 0x80], "ONNX103" },
        { "a fixed number cut off", [.. W.Tag(30, 5), 1, 2], "ONNX103" },
        { "a length beyond the end", W.Claim(Graph, 1000, 1, 2, 3), "ONNX103" },
        { "a length of 2^62", W.Claim(Graph, 1UL << 62), "ONNX103" },
        { "a length of 2^64-1", W.Claim(Graph, ulong.MaxValue), "ONNX103" },
        { "an inner length beyond the outer", W.Message(Graph, W.Claim(GraphNode, 100, 1)), "ONNX103" },
        { "a node without operator", W.Message(Graph, W.Message(GraphNode)), "ONNX108" },
        { "a packed list cut inside a number", W.Message(Graph, W.Message(Initializer, W.Message(1, [0x80]))), "ONNX103" },
        { "a rank of 1000", W.Message(Graph, W.Message(Initializer, W.Message(1, new byte[1000]))), "ONNX120" },
    };

    [Theory]
    [MemberData(nameof(Broken))]
    public void Broken_wire_data(string what, byte[] bytes, string code)
    {
        var error = Reads.Error(bytes);
        Assert.True(code == error.Code, $"{what}: {error}");
    }

    [Fact]
    public void The_message_names_file_byte_and_code()
    {
        var text = Reads.Error(W.Message(Graph, W.Claim(GraphNode, 100, 1))).ToString();
        Assert.StartsWith("test.onnx: byte 0x3: error ONNX103: ", text, StringComparison.Ordinal);
        Assert.Contains("\nhint: ", text, StringComparison.Ordinal);
    }

    public static TheoryData<string, string> Disguises => new()
    {
        { "version https://git-lfs.github.com/spec/v1\noid sha256:00", "Git LFS" }, { "PK\x03\x04...", "zip" }, { "<!DOCTYPE html><html>", "web page" },
        { "  {\"a\": 1}", "JSON" }, { "hello, world", "text" }, { "GGUF....", "GGUF" }, { "\x1f\u008b\b", "gzip" }, { "\x1c\0\0\0TFL3", "TensorFlow Lite" },
    };

    [Theory]
    [MemberData(nameof(Disguises))]
    public void Other_files_are_recognised(string content, string what)
    {
        var error = Reads.Error(System.Text.Encoding.Latin1.GetBytes(content));
        Assert.Equal("ONNX102", error.Code);
        Assert.Contains(what, error.Message, StringComparison.Ordinal);
        Assert.NotNull(error.Hint);
    }

    [Fact]
    public void Paths_that_are_no_file()
    {
        var folder = Directory.CreateTempSubdirectory("ridgeline").FullName;
        File.WriteAllBytes(Path.Combine(folder, "empty.onnx"), []);
        Assert.Equal("ONNX101", Code(folder));
        Assert.Equal("ONNX101", Code(Path.Combine(folder, "missing.onnx")));
        Assert.Equal("ONNX101", Code(Path.Combine(folder, "no", "folder.onnx")));
        Assert.Equal("ONNX101", Code("a\0b"));
        Assert.Equal("ONNX102", Code(Path.Combine(folder, "empty.onnx")));
        Directory.Delete(folder, recursive: true);

        static string Code(string path)
        {
            var bag = new DiagnosticBag();
            Assert.Null(OnnxReader.Read(path, bag));
            return Assert.Single(bag.Errors).Code;
        }
    }

    public static TheoryData<string, Action<P.GraphProto>, string> Wrong => new()
    {
        { "input twice", g => g.Input.Add(Samples.Info("x", 1)), "ONNX110" },
        { "node output twice", g => g.Node.Add(Samples.Node("Neg", "", ["x"], ["y"])), "ONNX110" },
        { "initializer twice", g => g.Initializer.Add(Samples.Floats("w", [0])), "ONNX110" },
        { "output that is an input", g => g.Node.Add(Samples.Node("Neg", "", ["x"], ["x"])), "ONNX110" },
        { "attribute twice", g => g.Node[0].Attribute.AddRange([Int("axis"), Int("axis")]), "ONNX110" },
        { "undefined input", g => g.Node[0].Input[1] = "nobody", "ONNX111" },
        { "output nobody makes", g => g.Output.Add(Samples.Info("nobody", 1)), "ONNX112" },
        { "circle", g => g.Node.Add([Samples.Node("Add", "n1", ["x", "b"], ["a"]), Samples.Node("Neg", "n2", ["a"], ["b"])]), "ONNX113" },
        { "own output", g => g.Node[0].Input[1] = "y", "ONNX113" },
        { "nameless initializer", g => g.Initializer[0].Name = "", "ONNX116" },
        { "nameless attribute", g => g.Node[0].Attribute.Add(Int("")), "ONNX116" },
        { "2^60 elements", g => Dims(g, 1L << 30, 1L << 30), "ONNX120" },
        { "overflow", g => Dims(g, long.MaxValue, long.MaxValue, 2), "ONNX120" },
        { "2^55 elements without data", g => Dims(g, 1L << 55), "ONNX121" },
        { "negative dimension", g => Dims(g, -1, -3), "ONNX120" },
        { "too little data", g => Dims(g, 4), "ONNX121" },
        { "raw data of the wrong length", g => Raw(g, 11), "ONNX121" },
        { "unknown element type", g => g.Initializer[0].DataType = 99, "ONNX122" },
        { "no element type", g => g.Initializer[0].DataType = 0, "ONNX122" },
        { "data in another type's field", g => g.Initializer[0].DataType = 6, "ONNX121" },
        { "segment", g => g.Initializer[0].Segment = new(), "ONNX123" },
        { "sparse out of range", g => Sparse(g, s => s.Indices.Int64Data[1] = 9), "ONNX125" },
        { "sparse out of order", g => Sparse(g, s => s.Indices.Int64Data[0] = 8), "ONNX125" },
        { "sparse without indices", g => Sparse(g, s => s.Indices = null), "ONNX125" },
        { "sparse of absurd size", g => Sparse(g, s => s.Dims[0] = long.MaxValue), "ONNX125" },
        { "graph attribute without graph", g => g.Node[0].Attribute.Add(new P.AttributeProto { Name = "g", Type = P.AttributeProto.Types.AttributeType.Graph }), "ONNX143" },
        { "attribute of unknown kind", g => g.Node[0].Attribute.Add(new P.AttributeProto { Name = "g", Type = (P.AttributeProto.Types.AttributeType)77 }), "ONNX143" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Wrong_graphs(string what, Action<P.GraphProto> spoil, string code)
    {
        var model = Samples.Small();
        spoil(model.Graph);
        var error = Reads.Error(model);
        Assert.True(code == error.Code, $"{what}: {error}");
    }

    [Fact]
    public void A_circle_is_named()
    {
        var model = Samples.Small();
        model.Graph.Node.Add([Samples.Node("Add", "n1", ["x", "b"], ["a"]), Samples.Node("Neg", "n2", ["a"], ["b"])]);
        Assert.Contains("'n2' -> 'n1' -> 'n2'", Reads.Error(model).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Several_mistakes_are_told_at_once()
    {
        var model = Samples.Small();
        model.Graph.Node[0].Input[0] = "nobody";
        model.Graph.Node[0].Input[1] = "no one";
        model.Graph.Output.Add(Samples.Info("none", 1));
        Assert.Equal(["ONNX111", "ONNX111", "ONNX112"], Reads.Read(model).Bag.Errors.Select(e => e.Code));
    }

    [Fact]
    public void Nodes_out_of_order_are_sorted_with_a_warning()
    {
        var model = Samples.Small();
        model.Graph.Node.Insert(0, Samples.Node("Neg", "last", ["m"], ["z"]));
        model.Graph.Node.Insert(1, Samples.Node("Neg", "middle", ["y"], ["m"]));
        var (read, bag) = Reads.Read(model);
        Assert.Single(bag.All, d => d.Code == "ONNX114");
        Assert.Equal(["add1", "middle", "last"], read!.Graph.Nodes.Select(n => n.Name));
        Verifier.Check(read, bag);
        Assert.False(bag.HasErrors);
    }

    [Fact]
    public void A_hidden_name_is_changed_with_a_warning()
    {
        var model = Samples.Everything();
        var branch = model.Graph.Node.Single(n => n.OpType == "If").Attribute[0].G;
        branch.Initializer[0].Name = branch.Node[0].Input[1] = "y";
        var (read, bag) = Reads.Read(model);
        Assert.Contains(bag.Warnings, d => d.Code == "ONNX115");
        Verifier.Check(read!, bag);
        Assert.False(bag.HasErrors, string.Join('\n', bag.All));
    }

    [Fact]
    public void Unknown_operators_are_kept_and_named_once()
    {
        var model = Samples.Small();
        model.Graph.Node.Add(Samples.Node("Quant", "q1", ["y"], ["q1"], "onnx.brevitas"));
        model.Graph.Node.Add(Samples.Node("Quant", "q2", ["q1"], ["q2"], "onnx.brevitas"));
        var (read, bag) = Reads.Read(model);
        var warning = Assert.Single(bag.All, d => d.Message.Contains("onnx.brevitas::Quant", StringComparison.Ordinal));
        Assert.Equal(("ONNX140", Severity.Warning), (warning.Code, warning.Severity));
        Assert.Contains("2 nodes", warning.Message, StringComparison.Ordinal);
        Assert.Null(read!.Graph.Nodes[^1].Outputs[0]!.Type);
    }

    [Theory]
    [InlineData(6)]
    [InlineData(29)]
    public void Opsets_out_of_range_are_read_with_a_warning(long opset)
    {
        var model = Samples.Small();
        model.OpsetImport[0].Version = opset;
        var (read, bag) = Reads.Read(model);
        Assert.Equal("ONNX141", Assert.Single(bag.All).Code);
        Assert.Equal(opset, read!.Opset);
    }

    [Theory]
    [InlineData(70)]
    [InlineData(3_000)]
    public void Deep_graphs_are_refused(int depth)
    {
        var inner = Array.Empty<byte>();
        for (var i = 0; i < depth; i++) inner = W.Message(GraphNode, W.Text(4, "If"), W.Message(Attribute, W.Text(1, "g"), W.Int(20, 5), W.Message(AttributeGraph, inner)));
        Assert.Equal("ONNX106", Reads.Error(W.Message(Graph, inner)).Code);
    }

    [Fact]
    public void Deep_types_are_refused()
    {
        var type = Array.Empty<byte>();
        for (var i = 0; i < 100; i++) type = W.Message(4, W.Message(1, type));
        Assert.Equal("ONNX106", Reads.Error(W.Message(Graph, W.Message(11, W.Text(1, "x"), W.Message(2, type)))).Code);
    }

    [Fact]
    public void Negative_and_nameless_dimensions_are_unknown()
    {
        var model = Samples.Small();
        model.Graph.Input.Add(Samples.Info("odd", 1, -1, long.MinValue, ""));
        Assert.Equal(Shape.OfRank(3), Reads.Good(model).Graph.Inputs[1].Tensor!.Shape);
    }

    [Fact]
    public void Empty_objects_by_the_million_are_refused_within_bounds()
    {
        // 4 MB of empty inputs, two bytes each.
        var bytes = W.Message(Graph, [.. Enumerable.Repeat<byte[]>([0x5a, 0], 2_000_000).SelectMany(b => b)]);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var watch = Stopwatch.StartNew();
        Assert.Contains(Reads.Read(bytes).Bag.Errors, e => e.Code is "ONNX107" or "ONNX116");
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, (64L << 20) + (200L * bytes.Length));
        Assert.InRange(watch.Elapsed.TotalSeconds, 0, 60);
    }

    [Fact]
    public void A_hundred_thousand_equal_names_take_no_time()
    {
        var model = Samples.Small();
        for (var i = 0; i < 100_000; i++) model.Graph.Node.Add(Samples.Node("Neg", "", ["x"], ["same"]));
        var bytes = model.ToByteArray();
        var watch = Stopwatch.StartNew();
        Assert.Equal("ONNX110", Reads.Error(bytes).Code);
        Assert.InRange(watch.Elapsed.TotalSeconds, 0, 60);
    }

    [Fact]
    public void Names_cannot_command_a_terminal()
    {
        var model = Samples.Small();
        model.Graph.Node[0].Input[0] = "\u001b[31m" + new string('n', 100_000);
        var text = Reads.Error(model).ToString();
        Assert.DoesNotContain('\u001b', text);
        Assert.InRange(text.Length, 1, 1000);
    }

    private static P.AttributeProto Int(string name) => new() { Name = name, Type = P.AttributeProto.Types.AttributeType.Int };

    private static void Dims(P.GraphProto graph, params long[] dims)
    {
        graph.Initializer[0].Dims.Clear();
        graph.Initializer[0].Dims.AddRange(dims);
    }

    private static void Raw(P.GraphProto graph, int length)
    {
        graph.Initializer[0].FloatData.Clear();
        graph.Initializer[0].RawData = ByteString.CopyFrom(new byte[length]);
    }

    private static void Sparse(P.GraphProto graph, Action<P.SparseTensorProto> spoil)
    {
        graph.SparseInitializer.Add(Samples.Sparse("s"));
        spoil(graph.SparseInitializer[0]);
    }
}
