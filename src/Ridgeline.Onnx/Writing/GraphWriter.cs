using System.Runtime.CompilerServices;
using Ridgeline.Graphs;
using Ridgeline.Onnx.Schema;

namespace Ridgeline.Onnx.Writing;

/// <summary>Writes <c>GraphProto</c>.</summary>
internal static class GraphWriter
{
    public static void Write(Graph graph, WriteSession session)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        var wire = session.Wire;
        foreach (var node in graph.Nodes) NodeWriter.Write(GraphFields.Node, node, session);
        wire.TextIfAny(GraphFields.Name, graph.Name);
        var inputs = new HashSet<Value>(graph.Inputs, ReferenceEqualityComparer.Instance);
        foreach (var value in graph.Initializers) Initializer(value, inputs.Contains(value), session);
        wire.TextIfAny(GraphFields.DocString, graph.Doc);
        foreach (var input in graph.Inputs) session.ValueInfo(GraphFields.Input, input);
        foreach (var output in graph.Outputs) session.ValueInfo(GraphFields.Output, output);
        foreach (var value in NodeWriter.Described(graph, graph.Outputs)) session.ValueInfo(GraphFields.ValueInfo, value);
        session.Properties(GraphFields.MetadataProps, graph.Metadata);
        wire.Raw(graph.Unparsed.Span);
    }

    // What is to be said of an input with a default is said once, with the input.
    private static void Initializer(Value value, bool isInput, WriteSession session)
    {
        var (doc, metadata) = isInput ? ("", null) : (value.Doc, value.Metadata);
        var name = session.Names.Of(value);
        if (value.Constant is { } tensor)
        {
            session.Wire.Begin(GraphFields.Initializer);
            TensorWriter.Write(tensor, name, doc, metadata, session);
            session.Wire.End();
        }
        else if (value.SparseConstant is { } sparse)
        {
            session.Wire.Begin(GraphFields.SparseInitializer);
            TensorWriter.Write(sparse, name, doc, metadata, session);
            session.Wire.End();
        }
    }
}
