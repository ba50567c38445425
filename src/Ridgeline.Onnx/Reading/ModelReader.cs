using Ridgeline.Graphs;
using Ridgeline.Onnx.Schema;
using Ridgeline.Onnx.Wire;

namespace Ridgeline.Onnx.Reading;

/// <summary>Reads <c>ModelProto</c>.</summary>
internal static class ModelReader
{
    private const int OldestOpset = 7, NewestOpset = 28, OldestIr = 3;

    /// <summary>The model, or null if the file holds none that can be used, which was then reported.</summary>
    public static Model? Read(ReadSession session)
    {
        var reader = new WireReader(session.Source.Bytes);
        var model = new Model(Graph(reader, session));
        Header(reader, session, model);
        model.Unparsed = Unparsed(reader);
        Check(model, session);
        session.Opaque.Report(session, model.Functions);
        if (session.External.AreMissing) session.External.ReportMissing();
        return session.HasErrors ? null : model;
    }

    private static Graph Graph(WireReader reader, ReadSession session)
    {
        Graph? graph = null;
        while (reader.Next())
        {
            if (reader.Field != ModelFields.Graph)
            {
                reader.Skip();
                continue;
            }
            if (graph is not null) throw new OnnxFormatException("ONNX110", reader.Tag, "the model has a second graph");
            graph = GraphReader.Read(reader.Message(), session, null);
        }
        return graph ?? throw new OnnxFormatException("ONNX108", 0, "there is no graph in it: this is no ONNX model",
            "Give an .onnx file that holds a whole model.");
    }

    private static void Header(WireReader reader, ReadSession session, Model model)
    {
        model.IrVersion = 0;
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case ModelFields.IrVersion: model.IrVersion = reader.Int64(); break;
                case ModelFields.ProducerName: model.ProducerName = reader.Text(); break;
                case ModelFields.ProducerVersion: model.ProducerVersion = reader.Text(); break;
                case ModelFields.Domain: model.Domain = reader.Text(); break;
                case ModelFields.ModelVersion: model.ModelVersion = reader.Int64(); break;
                case ModelFields.DocString: model.Doc = reader.Text(); break;
                case ModelFields.OpsetImport: EntryReader.Opset(model.Opsets, reader.Message(), session); break;
                case ModelFields.MetadataProps: EntryReader.Into(model.Metadata, reader.Message(), session); break;
                case ModelFields.Functions: AddFunction(model, reader.Message(), session); break;
                default: reader.Skip(); break;
            }
        }
    }

    private static void AddFunction(Model model, WireReader reader, ReadSession session) => model.Functions.Add(FunctionReader.Read(reader, session));

    private static ReadOnlyMemory<byte> Unparsed(WireReader reader)
    {
        var unparsed = new ByteCollector();
        while (reader.Next())
        {
            if (reader.Field is (>= ModelFields.IrVersion and <= ModelFields.OpsetImport) or ModelFields.MetadataProps or ModelFields.Functions) reader.Skip();
            else unparsed.Keep(ref reader);
        }
        return unparsed.Bytes;
    }

    private static void Check(Model model, ReadSession session)
    {
        if (model.IrVersion < OldestIr)
        {
            session.Warn("ONNX142", null, $"the file is of IR version {model.IrVersion}; {OldestIr} is the oldest that is fully understood",
                "Export it again with a current tool if something looks wrong.");
        }
        if (model.Opsets.TryGetValue("", out var opset) && opset is < OldestOpset or > NewestOpset)
        {
            session.Warn("ONNX141", null, $"the model is written in operator set {opset}; sets {OldestOpset} to {NewestOpset} are known",
                "It is read as the nearest that is known. Convert it with onnx.version_converter if something looks wrong.");
        }
        if (model.Functions.Count < 2) return;
        var twice = model.Functions.GroupBy(f => (f.Domain, f.Name, f.Overload)).FirstOrDefault(g => g.Skip(1).Any());
        if (twice is not null) session.Error("ONNX110", null, $"the function {Quoted.Text($"{twice.Key.Domain}::{twice.Key.Name}")} is defined twice");
    }
}
