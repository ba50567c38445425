using Ridgeline.Diagnostics;
using Ridgeline.Graphs;
using Ridgeline.Onnx.Reading;

namespace Ridgeline.Onnx;

/// <summary>Reads files of one tensor (<c>TensorProto</c>, usually <c>.pb</c>), such as the inputs and outputs of ONNX's test data.</summary>
public static class OnnxTensorFile
{
    /// <summary>The tensor with its name, held in memory; null if <paramref name="diagnostics"/> has errors.</summary>
    public static Value? Read(string path, DiagnosticBag diagnostics)
    {
        if (ModelFile.Open(path, diagnostics) is not { } file) return null;
        using (file) return Read(file.Span(0, (int)file.Length).ToArray(), path, diagnostics);
    }

    /// <summary>The tensor in the bytes of such a file, which it keeps; null if <paramref name="diagnostics"/> has errors.</summary>
    public static Value? Read(ReadOnlyMemory<byte> bytes, string name, DiagnosticBag diagnostics)
    {
        var session = new ReadSession(new(bytes, name), diagnostics);
        try
        {
            var (header, tensor) = TensorReader.Read(new(bytes.Span), session);
            return tensor is null ? null : new(header.Name) { Constant = tensor, Type = tensor.Type, Doc = header.Doc };
        }
        catch (OnnxFormatException e)
        {
            session.Error(e.Code, e.Offset, e.Message, e.Hint);
            return null;
        }
    }
}
