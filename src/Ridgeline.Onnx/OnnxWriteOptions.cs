using Ridgeline.Quantities;

namespace Ridgeline.Onnx;

/// <summary>How a model is written.</summary>
public sealed record OnnxWriteOptions
{
    /// <summary>
    /// Initializers of more bytes than this go into a file <c>NAME.data</c> next to the model. Null keeps all in the model's file, as long as
    /// that stays below the 2 GB where the format ends; beyond, those over 1 KiB go out.
    /// </summary>
    public Bytes? ExternalOver { get; init; }

    /// <summary>Is told now and then how many bytes are written, of how many.</summary>
    public Action<Bytes, Bytes>? Progress { get; init; }

    /// <summary>Where the format ends: lengths are 32-bit integers in most readers. Only tests bring the end nearer.</summary>
    internal long FormatLimit { get; init; } = int.MaxValue;
}
