using Ridgeline.Graphs;
using Ridgeline.Onnx.Schema;
using Ridgeline.Onnx.Wire;

namespace Ridgeline.Onnx.Reading;

/// <summary>Reads <c>GraphProto</c>.</summary>
internal static class GraphReader
{
    public static Graph Read(WireReader reader, ReadSession session, Scope? parent)
    {
        session.Count(reader.Position);
        var body = new BodyReader(session, parent, reader.Position);
        Declare(reader, session, body);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case GraphFields.Node: body.ReadNode(reader.Message()); break;
                case GraphFields.Output: body.ReadOutput(reader.Message()); break;
                default: reader.Skip(); break;
            }
        }
        foreach (var initializer in body.Graph.Initializers) Settle(initializer, session);
        return body.Finish();
    }

    private static void Declare(WireReader reader, ReadSession session, BodyReader body)
    {
        var graph = body.Graph;
        var unparsed = new ByteCollector();
        var rest = reader;
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case GraphFields.Name: graph.Name = reader.Text(); break;
                case GraphFields.DocString: graph.Doc = reader.Text(); break;
                case GraphFields.MetadataProps: EntryReader.Into(graph.Metadata, reader.Message(), session); break;
                case GraphFields.Input: body.DeclareInput(reader.Message()); break;
                case GraphFields.Initializer: Initializer(reader.Message(), session, body); break;
                case GraphFields.SparseInitializer: SparseInitializer(reader.Message(), session, body); break;
                case GraphFields.Node: body.DeclareOutputs(reader.Message()); break;
                case GraphFields.Output or GraphFields.ValueInfo: reader.Skip(); break;
                default: unparsed.Keep(ref reader); break;
            }
        }
        graph.Unparsed = unparsed.Bytes;
        DeclaredTypes(rest, body);
    }

    // A subgraph's nodes see the types of the values around, so these come before any node.
    private static void DeclaredTypes(WireReader reader, BodyReader body)
    {
        while (reader.Next())
        {
            if (reader.Field == GraphFields.ValueInfo) body.ReadValueInfo(reader.Message());
            else reader.Skip();
        }
    }

    private static void Initializer(WireReader reader, ReadSession session, BodyReader body)
    {
        var offset = reader.Position;
        var (header, tensor) = TensorReader.Read(reader, session);
        var value = Constant(header, body, offset);
        value.Constant = tensor;
        value.Type ??= tensor?.Type;
    }

    // The data are there and the declaration is not true of them: what is there counts.
    private static void Settle(Value initializer, ReadSession session)
    {
        var type = initializer.Constant?.Type ?? (DataType?)initializer.SparseConstant?.Type;
        if (type is null || initializer.Type is not { } declared || declared.Admits(type)) return;
        session.Warn("ONNX124", null, $"{Quoted.Text(initializer.Name)} is declared as {declared}, but its data are {type}; the data count");
        initializer.Type = type;
    }

    private static void SparseInitializer(WireReader reader, ReadSession session, BodyReader body)
    {
        var offset = reader.Position;
        var (tensor, header) = SparseTensorReader.Read(reader, session);
        // Without values there is not even a name; that was reported.
        if (header is null) return;
        var value = Constant(header, body, offset);
        value.SparseConstant = tensor;
        value.Type ??= tensor?.Type;
    }

    private static Value Constant(TensorHeader header, BodyReader body, int offset)
    {
        var value = body.Declare(header.Name, Scope.Initializer, offset);
        if (value.Doc.Length == 0) value.Doc = header.Doc;
        value.Metadata ??= AbsentFilling.Without(header.Metadata);
        body.Graph.Initializers.Add(value);
        return value;
    }
}
