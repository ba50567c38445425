using Ridgeline.Diagnostics;
using Ridgeline.Graphs;
using Ridgeline.Onnx.Reading;
using Ridgeline.Onnx.Wire;
using Ridgeline.Onnx.Writing;

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

    /// <summary>Writes a file of one tensor.</summary>
    /// <param name="tensor">The tensor; its data are present.</param>
    /// <param name="name">Its name.</param>
    /// <param name="to">Gets the bytes.</param>
    public static void Write(Tensor tensor, string name, Stream to)
    {
        // A tensor stands in no model, but names of values are made up for one.
        using var model = new Model(new(""));
        var measuring = new WriteSession(WireWriter.Measuring(), new(model), new(""));
        TensorWriter.Write(tensor, name, "", null, measuring);
        var writing = measuring.Wire.Writing(to);
        TensorWriter.Write(tensor, name, "", null, measuring with { Wire = writing });
        writing.Flush();
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
