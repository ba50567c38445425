using Ridgeline.Graphs;
using Ridgeline.Onnx.Schema;
using Ridgeline.Onnx.Wire;

namespace Ridgeline.Onnx.Reading;

/// <summary>Reads <c>FunctionProto</c>: an operator that a model defines itself.</summary>
internal static class FunctionReader
{
    public static Function Read(WireReader reader, ReadSession session)
    {
        session.Count(reader.Position);
        var body = new BodyReader(session, null, reader.Position);
        var (domain, overload) = Declare(reader, session, body);
        var function = new Function(domain, body.Graph) { Overload = overload };
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case FunctionFields.Attribute: function.AttributeNames.Add(reader.Text()); break;
                case FunctionFields.AttributeProto: AddDefault(function, reader.Message(), session); break;
                case FunctionFields.OpsetImport: EntryReader.Opset(function.Opsets, reader.Message(), session); break;
                case FunctionFields.ValueInfo: body.ReadValueInfo(reader.Message()); break;
                case FunctionFields.Node: body.ReadNode(reader.Message()); break;
                case FunctionFields.Output: body.AddOutput(reader.Text(), reader.Tag); break;
                default: reader.Skip(); break;
            }
        }
        body.Finish();
        return function;
    }

    private static (string Domain, string Overload) Declare(WireReader reader, ReadSession session, BodyReader body)
    {
        var graph = body.Graph;
        var (domain, overload) = ("", "");
        var unparsed = new ByteCollector();
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case FunctionFields.Name: graph.Name = reader.Text(); break;
                case FunctionFields.Domain: domain = reader.Text(); break;
                case FunctionFields.Overload: overload = reader.Text(); break;
                case FunctionFields.DocString: graph.Doc = reader.Text(); break;
                case FunctionFields.MetadataProps: EntryReader.Into(graph.Metadata, reader.Message(), session); break;
                case FunctionFields.Input: graph.Inputs.Add(body.Declare(reader.Text(), Scope.Input, reader.Tag)); break;
                case FunctionFields.Node: body.DeclareOutputs(reader.Message()); break;
                case FunctionFields.Attribute or FunctionFields.AttributeProto or FunctionFields.OpsetImport
                    or FunctionFields.ValueInfo or FunctionFields.Output: reader.Skip(); break;
                default: unparsed.Keep(ref reader); break;
            }
        }
        graph.Unparsed = unparsed.Bytes;
        return (domain, overload);
    }

    private static void AddDefault(Function function, WireReader reader, ReadSession session)
    {
        if (AttributeReader.Read(reader, session, null) is { } attribute) function.AttributeDefaults.Add(attribute);
    }
}
