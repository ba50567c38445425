using Google.Protobuf;
using Ridgeline.Graphs;
using Ridgeline.Graphs.Passes;
using Ridgeline.Diagnostics;
using P = global::Onnx;

namespace Ridgeline.Onnx.Tests;

/// <summary>What Google.Protobuf writes, we read; what we write, Google.Protobuf parses to the same content.</summary>
public class OracleTests
{
    [Fact]
    public void Everything_survives_reading_and_writing()
    {
        var original = Samples.Everything();
        var model = Reads.Good(original);
        var bag = new DiagnosticBag();
        Verifier.Check(model, bag);
        Assert.Empty(bag.All);
        var bytes = Reads.Write(model);
        Assert.Equal("", Canonical.Difference(Canonical.Of(original), Canonical.Of(P.ModelProto.Parser.ParseFrom(bytes))) ?? "");
        Assert.Empty(ModelEquality.Differences(model, Reads.Good(bytes)));
    }

    [Fact]
    public void A_difference_is_found()
    {
        var changed = Samples.Everything();
        changed.Graph.Initializer[0].FloatData[1] = 2.25f;
        var difference = Assert.Single(ModelEquality.Differences(Reads.Good(Samples.Everything()), Reads.Good(changed)), d => d.Contains("initializer", StringComparison.Ordinal));
        Assert.Contains("'w'", difference, StringComparison.Ordinal);
        Assert.Contains("byte 6", difference, StringComparison.Ordinal);
    }

    [Fact]
    public void An_initializer_that_is_an_input_is_one_value()
    {
        var graph = Reads.Good(Samples.Everything()).Graph;
        Assert.Same(graph.Inputs.Single(i => i.Name == "w"), graph.Initializers.Single(i => i.Name == "w"));
        Assert.DoesNotContain(graph.RequiredInputs, i => i.Name == "w");
    }

    [Fact]
    public void A_subgraph_uses_the_value_around_it()
    {
        var graph = Reads.Good(Samples.Everything()).Graph;
        var inner = graph.Nodes.Single(n => n.Name == "every").Outputs[0];
        Assert.Same(inner, graph.Nodes.Single(n => n.OpType == "If").Subgraph("else_branch")!.Nodes[0].Inputs[0]);
    }

    [Fact]
    public void An_attribute_without_a_stated_kind_is_of_the_kind_that_is_there()
    {
        var model = Samples.Small();
        model.Graph.Node[0].Attribute.AddRange(Samples.AllAttributes());
        foreach (var attribute in model.Graph.Node[0].Attribute) attribute.Type = P.AttributeProto.Types.AttributeType.Undefined;
        var read = Reads.Good(model).Graph.Nodes[0].Attributes;
        var expected = Samples.AllAttributes().Where(a => a.Name != "none").ToDictionary(a => a.Name, a => (AttributeKind)(int)a.Type);
        Assert.Equal(expected, read.ToDictionary(a => a.Key, a => a.Value.Kind));
    }

    public static TheoryData<int, string> Typed => new()
    {
        { 1, "float" }, { 2, "int32" }, { 3, "int32" }, { 4, "int32" }, { 5, "int32" }, { 6, "int32" }, { 7, "int64" }, { 9, "int32" }, { 10, "int32" },
        { 11, "double" }, { 12, "uint64" }, { 13, "uint64" }, { 14, "float" }, { 15, "double" }, { 16, "int32" }, { 17, "int32" }, { 18, "int32" },
        { 19, "int32" }, { 20, "int32" }, { 21, "int32" }, { 22, "int32" }, { 23, "int32" }, { 24, "int32" }, { 25, "int32" }, { 26, "int32" },
    };

    [Theory]
    [MemberData(nameof(Typed))]
    public void Typed_elements_become_the_same_bytes_as_raw_ones(int element, string field)
    {
        const int Count = 7;
        var type = (ElementType)element;
        var numbers = type is ElementType.Complex64 or ElementType.Complex128 ? 2 * Count
            : type.BitWidth() < 8 ? (int)type.BytesFor(Count).Value : Count;
        var tensor = new P.TensorProto { DataType = element, Dims = { Count } };
        for (var i = 0; i < numbers; i++)
        {
            if (field == "float") tensor.FloatData.Add(i * 1.5f);
            else if (field == "double") tensor.DoubleData.Add(i * -2.5);
            else if (field == "int64") tensor.Int64Data.Add(long.MinValue + i);
            else if (field == "uint64") tensor.Uint64Data.Add((ulong)i * 0x1234_5678);
            else tensor.Int32Data.Add(i * 31);
        }
        var expected = type switch
        {
            ElementType.Float or ElementType.Complex64 => tensor.FloatData.SelectMany(BitConverter.GetBytes),
            ElementType.Double or ElementType.Complex128 => tensor.DoubleData.SelectMany(BitConverter.GetBytes),
            ElementType.Int64 => tensor.Int64Data.SelectMany(BitConverter.GetBytes),
            ElementType.UInt64 => tensor.Uint64Data.SelectMany(BitConverter.GetBytes),
            ElementType.UInt32 => tensor.Uint64Data.SelectMany(v => BitConverter.GetBytes((uint)v)),
            _ => tensor.Int32Data.SelectMany(v => BitConverter.GetBytes(v).Take(Math.Max(1, type.BitWidth() / 8))),
        };
        var read = OnnxTensorFile.Read(tensor.ToByteArray(), "t.pb", new())!;
        Assert.Equal(expected.ToArray(), read.Constant!.Data.ToArray());
        var raw = new P.TensorProto { DataType = element, Dims = { Count }, RawData = ByteString.CopyFrom([.. expected]) };
        Assert.Null(TensorEquality.Difference(read.Constant!, OnnxTensorFile.Read(raw.ToByteArray(), "t.pb", new())!.Constant!));
    }

    [Fact]
    public void Text_elements_are_kept_as_bytes()
    {
        var tensor = new P.TensorProto { DataType = 8, Dims = { 2 }, StringData = { ByteString.CopyFromUtf8("ä"), ByteString.CopyFrom(0xff) } };
        var data = Assert.IsType<StringData>(OnnxTensorFile.Read(tensor.ToByteArray(), "t.pb", new())!.Constant!.Data);
        Assert.Equal([0xff], data.Items[1].ToArray());
    }

    [Fact]
    public void Lists_may_be_unpacked()
    {
        byte[] dims = [0x08, 2, 0x08, 1], type = [0x10, 7], data = [0x38, 5, 0x38, 0x80, 0x01];
        var read = OnnxTensorFile.Read((byte[])[.. dims, .. type, .. data], "t.pb", new())!.Constant!;
        Assert.Equal([2, 1], read.Dims);
        Assert.Equal([5, 128], ElementReader.Integers(read)!);
        byte[] floats = [0x08, 2, 0x10, 1, 0x25, 0, 0, 0x80, 0x3f, 0x25, 0, 0, 0, 0x40];
        Assert.Equal([1, 2], ElementReader.Reals(OnnxTensorFile.Read(floats, "t.pb", new())!.Constant!)!);
    }
}
