using Ridgeline.Diagnostics;

namespace Ridgeline.Onnx.Reading;

/// <summary>What the readers of one file share: its bytes, its diagnostics, and how much it may still ask for.</summary>
internal sealed class ReadSession
{
    // An object takes up to some 300 bytes of memory. Honest files spend tens of bytes on each; a file that spends two on each is an attack.
    private const long FreeObjects = 100_000;
    private const long BytesAnObject = 8;
    private const long MostObjects = 20_000_000;

    private readonly DiagnosticBag _diagnostics;
    private long _objectsLeft;

    public ReadSession(OnnxSource source, DiagnosticBag diagnostics)
    {
        (Source, _diagnostics) = (source, diagnostics);
        _objectsLeft = Math.Min(MostObjects, FreeObjects + (source.Bytes.Length / BytesAnObject));
        External = new(this);
    }

    /// <summary>The bytes.</summary>
    public OnnxSource Source { get; }

    /// <summary>The files that hold tensors outside the model's own.</summary>
    public ExternalFiles External { get; }

    /// <summary>Operators that the table does not know.</summary>
    public OpaqueOperators Opaque { get; } = new();

    /// <summary>How many values had to be given new names.</summary>
    public int Renamed { get; set; }

    /// <summary>Whether an error was found: then there is no model.</summary>
    public bool HasErrors { get; private set; }

    /// <summary>Notes that an object is made of the file's content, and refuses one too many.</summary>
    public void Count(int offset)
    {
        if (--_objectsLeft >= 0) return;
        throw new OnnxFormatException("ONNX107", offset, "the file describes more nodes, values and attributes than its size makes believable",
            "A model this size should not need so many. If it is honest, split it.");
    }

    /// <summary>Reports what makes the model unusable; reading goes on to find more.</summary>
    public void Error(string code, long? offset, string message, string? hint = null)
    {
        HasErrors = true;
        Add(Severity.Error, code, offset, message, hint);
    }

    /// <summary>Reports what the user should know.</summary>
    public void Warn(string code, long? offset, string message, string? hint = null) => Add(Severity.Warning, code, offset, message, hint);

    private void Add(Severity severity, string code, long? offset, string message, string? hint) =>
        _diagnostics.Add(new(severity, code, message, new(Source.Name, Detail: offset is { } at ? $"byte 0x{at:x}" : null), hint));
}
