using Ridgeline.Diagnostics;
using Ridgeline.Graphs;
using Ridgeline.Onnx.Reading;
using Ridgeline.Onnx.Schema;
using Ridgeline.Onnx.Wire;

namespace Ridgeline.Onnx;

/// <summary>
/// Reads files of one value (<c>TensorProto</c>, <c>SequenceProto</c>, <c>OptionalProto</c>). They do not say which of these they are: the type of the
/// network's input or output does.
/// </summary>
public static class OnnxValueFile
{
    /// <summary>The value, held in memory; null if <paramref name="diagnostics"/> has errors.</summary>
    public static OnnxValue? Read(string path, DataType? type, DiagnosticBag diagnostics)
    {
        if (ModelFile.Open(path, diagnostics) is not { } file) return null;
        byte[] bytes;
        using (file) bytes = file.Span(0, (int)file.Length).ToArray();
        var session = new ReadSession(new(bytes, path), diagnostics);
        try
        {
            var value = Read(new WireReader(bytes), type, session);
            return session.HasErrors ? null : value;
        }
        catch (OnnxFormatException e)
        {
            session.Error(e.Code, e.Offset, e.Message, e.Hint);
            return null;
        }
    }

    private static OnnxValue Read(WireReader reader, DataType? type, ReadSession session) => type switch
    {
        SequenceType sequence => Sequence(reader, sequence, session),
        OptionalType optional => Optional(reader, optional, session),
        _ => new(TensorReader.Read(reader, session).Tensor),
    };

    private static OnnxValue Sequence(WireReader reader, SequenceType type, ReadSession session)
    {
        var items = new List<OnnxValue>();
        while (reader.Next())
        {
            if (reader.Field is SequenceFields.TensorValues or SequenceFields.SequenceValues or SequenceFields.OptionalValues)
            {
                items.Add(Read(reader.Message(), type.Item, session));
            }
            else
            {
                reader.Skip();
            }
        }
        return new(null, items);
    }

    private static OnnxValue Optional(WireReader reader, OptionalType type, ReadSession session)
    {
        var value = new OnnxValue(null);
        while (reader.Next())
        {
            if (reader.Field is OptionalFields.Tensor or OptionalFields.Sequence or OptionalFields.Optional) value = Read(reader.Message(), type.Item, session);
            else reader.Skip();
        }
        return value;
    }
}
