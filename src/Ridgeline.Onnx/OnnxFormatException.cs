namespace Ridgeline.Onnx;

/// <summary>The file is broken so that reading on makes no sense. It never leaves this room: it becomes a diagnostic.</summary>
internal sealed class OnnxFormatException(string code, long offset, string message, string? hint = null) : Exception(message)
{
    public string Code { get; } = code;

    public long Offset { get; } = offset;

    public string? Hint { get; } = hint;
}
