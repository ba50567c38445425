using Ridgeline.Diagnostics;
using Ridgeline.Graphs;
using Ridgeline.Onnx.Wire;
using Ridgeline.Onnx.Writing;
using Ridgeline.Quantities;

namespace Ridgeline.Onnx;

/// <summary>Writes ONNX models. Weights that are absent become references to a file that is not there, so that the structure survives.</summary>
public static class OnnxWriter
{
    private static readonly OnnxWriteOptions s_default = new();
    private const long DefaultThreshold = 1024;

    /// <summary>
    /// Writes a file, and if need be one of external data next to it. Both are written under other names first and moved into place when they are
    /// whole, so that an interrupted write leaves what was there before.
    /// </summary>
    /// <exception cref="DiagnosticException">The model does not fit into the format.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written.</exception>
    public static void Write(Model model, string path, OnnxWriteOptions? options = null)
    {
        options ??= s_default;
        var (measured, plan) = Measure(model, Path.GetFileName(path), options);
        var total = new Bytes(measured.Wire.Length + plan.Length);
        using var file = new PendingFile(path);
        using var data = plan.Present.Count == 0 ? null : new PendingFile(Path.Combine(Path.GetDirectoryName(Path.GetFullPath(path))!, plan.DataName));
        if (data is not null)
        {
            WriteData(plan, Watched(data.Stream, default, total, options));
            data.Complete();
        }
        Emit(model, measured, Watched(file.Stream, new(plan.Length), total, options));
        file.Complete();
        data?.Keep();
        file.Keep();
        options.Progress?.Invoke(total, total);
    }

    /// <summary>Writes into a stream, all in one.</summary>
    /// <exception cref="DiagnosticException">The model does not fit into the format.</exception>
    public static void Write(Model model, Stream stream)
    {
        var session = new WriteSession(WireWriter.Measuring(), new(model), new("model.onnx"));
        ModelWriter.Write(model, session);
        if (session.Wire.Length > s_default.FormatLimit) throw TooLarge("model.onnx", session.Wire.Length);
        Emit(model, session, stream);
    }

    private static (WriteSession Measured, ExternalPlan Plan) Measure(Model model, string name, OnnxWriteOptions options)
    {
        var over = options.ExternalOver?.Value;
        while (true)
        {
            var plan = new ExternalPlan(name);
            if (over is { } threshold) plan.Export(model, threshold);
            var session = new WriteSession(WireWriter.Measuring(), new(model), plan);
            ModelWriter.Write(model, session);
            if (session.Wire.Length <= options.FormatLimit) return (session, plan);
            if (over is <= DefaultThreshold) throw TooLarge(name, session.Wire.Length);
            over = DefaultThreshold;
        }
    }

    private static DiagnosticException TooLarge(string name, long length) => new(Diagnostic.Error("ONNX160",
        $"the model takes {length} bytes, and ONNX's format ends at 2 GB", new(name), "Write it to a file with external data, and keep large constants as initializers."));

    private static void Emit(Model model, WriteSession measured, Stream stream)
    {
        var session = measured with { Wire = measured.Wire.Writing(stream) };
        ModelWriter.Write(model, session);
        session.Wire.Flush();
    }

    private static void WriteData(ExternalPlan plan, Stream stream)
    {
        var buffer = new byte[1 << 20];
        var at = 0L;
        foreach (var (tensor, offset) in plan.Present)
        {
            Array.Clear(buffer);
            stream.Write(buffer.AsSpan(0, (int)(offset - at)));
            for (at = 0; at < tensor.Data.Length; at += buffer.Length)
            {
                var piece = buffer.AsSpan(0, (int)Math.Min(buffer.Length, tensor.Data.Length - at));
                tensor.Data.Read(at, piece);
                stream.Write(piece);
            }
            at = offset + tensor.Data.Length;
        }
    }

    private static Stream Watched(Stream stream, Bytes done, Bytes total, OnnxWriteOptions options) =>
        options.Progress is { } progress ? new ProgressStream(stream, done, total, progress) : stream;
}
