using Ridgeline.Graphs;
using Ridgeline.Onnx.Schema;

namespace Ridgeline.Onnx.Writing;

/// <summary>Writes <c>ModelProto</c>.</summary>
internal static class ModelWriter
{
    public static void Write(Model model, WriteSession session)
    {
        var wire = session.Wire;
        wire.Int64(ModelFields.IrVersion, model.IrVersion);
        wire.TextIfAny(ModelFields.ProducerName, model.ProducerName);
        wire.TextIfAny(ModelFields.ProducerVersion, model.ProducerVersion);
        wire.TextIfAny(ModelFields.Domain, model.Domain);
        if (model.ModelVersion != 0) wire.Int64(ModelFields.ModelVersion, model.ModelVersion);
        wire.TextIfAny(ModelFields.DocString, model.Doc);
        wire.Begin(ModelFields.Graph);
        GraphWriter.Write(model.Graph, session);
        wire.End();
        session.Opsets(ModelFields.OpsetImport, model.Opsets);
        session.Properties(ModelFields.MetadataProps, model.Metadata);
        foreach (var function in model.Functions) Write(function, session);
        wire.Raw(model.Unparsed.Span);
    }

    private static void Write(Function function, WriteSession session)
    {
        var (wire, body) = (session.Wire, function.Body);
        wire.Begin(ModelFields.Functions);
        wire.TextIfAny(FunctionFields.Name, function.Name);
        foreach (var input in body.Inputs) wire.Text(FunctionFields.Input, session.Names.Of(input));
        foreach (var output in body.Outputs) wire.Text(FunctionFields.Output, session.Names.Of(output));
        foreach (var name in function.AttributeNames) wire.Text(FunctionFields.Attribute, name);
        foreach (var node in body.Nodes) NodeWriter.Write(FunctionFields.Node, node, session);
        wire.TextIfAny(FunctionFields.DocString, body.Doc);
        session.Opsets(FunctionFields.OpsetImport, function.Opsets);
        wire.TextIfAny(FunctionFields.Domain, function.Domain);
        foreach (var attribute in function.AttributeDefaults)
        {
            wire.Begin(FunctionFields.AttributeProto);
            AttributeWriter.Write(attribute, session);
            wire.End();
        }
        foreach (var value in body.Inputs.Where(NodeWriter.IsDescribed).Concat(NodeWriter.Described(body, body.Inputs)))
        {
            session.ValueInfo(FunctionFields.ValueInfo, value);
        }
        wire.TextIfAny(FunctionFields.Overload, function.Overload);
        session.Properties(FunctionFields.MetadataProps, body.Metadata);
        wire.Raw(body.Unparsed.Span);
        wire.End();
    }
}
