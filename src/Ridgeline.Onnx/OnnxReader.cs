using Ridgeline.Diagnostics;
using Ridgeline.Graphs;
using Ridgeline.Onnx.Reading;

namespace Ridgeline.Onnx;

/// <summary>Reads ONNX models. Whatever the file holds, the end is a model or diagnostics with codes ONNX1xx, never an exception.</summary>
public static class OnnxReader
{
    /// <summary>
    /// Reads a file. Weights stay in it, mapped into memory, until they are asked for; the model keeps it open, so dispose of the model.
    /// </summary>
    /// <returns>The model, or null if <paramref name="diagnostics"/> has errors that rule it out.</returns>
    public static Model? Read(string path, DiagnosticBag diagnostics)
    {
        if (ModelFile.Open(path, diagnostics) is not { } file) return null;
        var model = Read(new OnnxSource(file, path), diagnostics);
        if (model is null) file.Dispose();
        else model.Resources.Insert(0, file);
        return model;
    }

    /// <summary>Reads bytes, which the model keeps. External data, which lie in files, are then absent.</summary>
    /// <returns>The model, or null if <paramref name="diagnostics"/> has errors that rule it out.</returns>
    public static Model? Read(ReadOnlyMemory<byte> bytes, string name, DiagnosticBag diagnostics) => Read(new OnnxSource(bytes, name), diagnostics);

    private static Model? Read(OnnxSource source, DiagnosticBag diagnostics)
    {
        var session = new ReadSession(source, diagnostics);
        Model? model = null;
        try
        {
            model = ModelReader.Read(session);
            model?.Resources.AddRange(session.External.Opened);
            return model;
        }
        catch (OnnxFormatException e)
        {
            Report(session, e);
            return null;
        }
        catch (InsufficientExecutionStackException)
        {
            session.Error("ONNX106", null, "graphs are nested too deep for this program's stack");
            return null;
        }
        finally
        {
            if (model is null) session.External.Dispose();
        }
    }

    private static void Report(ReadSession session, OnnxFormatException e)
    {
        if (Disguise.Of(session.Source.Bytes) is var (what, hint)) session.Error("ONNX102", null, $"this is no ONNX model but {what}", hint);
        else session.Error(e.Code, e.Offset, e.Message, e.Hint);
    }
}
