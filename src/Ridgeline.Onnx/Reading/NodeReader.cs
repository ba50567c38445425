using Ridgeline.Graphs;
using Ridgeline.Onnx.Schema;
using Ridgeline.Onnx.Wire;

namespace Ridgeline.Onnx.Reading;

/// <summary>Reads <c>NodeProto</c>.</summary>
internal static class NodeReader
{
    public static Node Read(WireReader reader, ReadSession session, Scope scope)
    {
        session.Count(reader.Position);
        var node = Header(reader, session);
        var unparsed = new ByteCollector();
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case NodeFields.Input: node.Inputs.Add(Input(ref reader, session, scope, node)); break;
                case NodeFields.Output: node.Outputs.Add(Output(ref reader, session, scope)); break;
                case NodeFields.Attribute: AddAttribute(node, reader.Message(), session, scope); break;
                case NodeFields.DocString: node.Doc = reader.Text(); break;
                case NodeFields.MetadataProps: EntryReader.Into(node.Metadata, reader.Message(), session); break;
                case NodeFields.OpType or NodeFields.Domain or NodeFields.Overload or NodeFields.Name: reader.Skip(); break;
                default: unparsed.Keep(ref reader); break;
            }
        }
        node.Unparsed = unparsed.Bytes;
        session.Opaque.Note(node);
        return node;
    }

    private static Node Header(WireReader reader, ReadSession session)
    {
        var (opType, domain, overload, name) = ("", "", "", "");
        var offset = reader.Position;
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case NodeFields.OpType: opType = reader.Text(); break;
                case NodeFields.Domain: domain = reader.Text(); break;
                case NodeFields.Overload: overload = reader.Text(); break;
                case NodeFields.Name: name = reader.Text(); break;
                default: reader.Skip(); break;
            }
        }
        if (opType.Length == 0) session.Error("ONNX108", offset, $"the node {Quoted.Text(name)} names no operator");
        return new(opType, domain) { Overload = overload, Name = name };
    }

    private static Value? Input(ref WireReader reader, ReadSession session, Scope scope, Node node)
    {
        session.Count(reader.Tag);
        var name = reader.Bytes();
        if (name.IsEmpty) return null;
        if (scope.Use(name) is { } value) return value;
        var text = System.Text.Encoding.UTF8.GetString(name);
        session.Error("ONNX111", reader.Tag, $"the input {Quoted.Text(text)} of the node {Quoted.Text(node.Name)} ({Quoted.Text(node.QualifiedType)}) is made by nothing",
            "A node was removed, or a name is misspelt.");
        return new(text);
    }

    private static Value? Output(ref WireReader reader, ReadSession session, Scope scope)
    {
        session.Count(reader.Tag);
        var name = reader.Text();
        return name.Length == 0 ? null : scope.Own(name)?.Value;
    }

    private static void AddAttribute(Node node, WireReader reader, ReadSession session, Scope scope)
    {
        var offset = reader.Position;
        if (AttributeReader.Read(reader, session, scope) is not { } attribute) return;
        if (node.Attributes.TryAdd(attribute.Name, attribute)) return;
        session.Error("ONNX110", offset, $"the node {Quoted.Text(node.Name)} has the attribute {Quoted.Text(attribute.Name)} twice");
    }
}
