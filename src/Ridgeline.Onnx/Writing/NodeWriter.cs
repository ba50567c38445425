using Ridgeline.Graphs;
using Ridgeline.Onnx.Schema;

namespace Ridgeline.Onnx.Writing;

/// <summary>Writes <c>NodeProto</c>.</summary>
internal static class NodeWriter
{
    public static void Write(int field, Node node, WriteSession session)
    {
        var wire = session.Wire;
        wire.Begin(field);
        foreach (var input in node.Inputs) wire.Text(NodeFields.Input, session.Names.Of(input));
        foreach (var output in node.Outputs) wire.Text(NodeFields.Output, session.Names.Of(output));
        wire.TextIfAny(NodeFields.Name, node.Name);
        wire.Text(NodeFields.OpType, node.OpType);
        foreach (var attribute in node.Attributes.Values)
        {
            wire.Begin(NodeFields.Attribute);
            AttributeWriter.Write(attribute, session);
            wire.End();
        }
        wire.TextIfAny(NodeFields.DocString, node.Doc);
        wire.TextIfAny(NodeFields.Domain, node.Domain);
        wire.TextIfAny(NodeFields.Overload, node.Overload);
        session.Properties(NodeFields.MetadataProps, node.Metadata);
        wire.Raw(node.Unparsed.Span);
        wire.End();
    }

    /// <summary>The values that nodes make and of which there is something to say, but for those in <paramref name="said"/>.</summary>
    public static IEnumerable<Value> Described(Graph graph, IEnumerable<Value> said)
    {
        var done = new HashSet<Value>(said, ReferenceEqualityComparer.Instance);
        return graph.Nodes.SelectMany(n => n.Outputs.OfType<Value>()).Where(v => IsDescribed(v) && done.Add(v));
    }

    /// <summary>Whether there is more to say of a value than its name.</summary>
    public static bool IsDescribed(Value value) => value.Type is not null || value.Doc.Length > 0 || value.Metadata is { Count: > 0 };
}
