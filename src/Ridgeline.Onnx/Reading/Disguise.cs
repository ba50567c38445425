namespace Ridgeline.Onnx.Reading;

/// <summary>Recognises what people give instead of a model, from the first bytes.</summary>
internal static class Disguise
{
    private const int Looked = 64;

    /// <summary>What the file is and what to do, or null if it gives no sign.</summary>
    public static (string What, string Hint)? Of(ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith("version https://git-lfs"u8)) return ("a Git LFS pointer: the model itself was not downloaded", "Run 'git lfs pull' in its repository.");
        if (bytes.StartsWith("PK\x03\x04"u8)) return ("a zip archive (a PyTorch .pt file is one too)", "Unpack it, or export the network with torch.onnx.export.");
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0x1f, 0x8b])) return ("packed with gzip", "Unpack it with 'gunzip'.");
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xfd, (byte)'7', (byte)'z', (byte)'X', (byte)'Z'])) return ("packed with xz", "Unpack it with 'unxz' or 'tar xf'.");
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'H', (byte)'D', (byte)'F'])) return ("an HDF5 file, perhaps from Keras", "Export the network with tf2onnx.");
        if (bytes.StartsWith("GGUF"u8)) return ("a GGUF file", "Take the network's ONNX export.");
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0x80, 2]) || bytes.StartsWith((ReadOnlySpan<byte>)[0x80, 4]))
        {
            return ("a Python pickle", "Export the network with torch.onnx.export.");
        }
        if (bytes.Length >= 8 && bytes[4..8].SequenceEqual("TFL3"u8)) return ("a TensorFlow Lite model", "Convert it with tf2onnx.");
        var start = System.Text.Encoding.Latin1.GetString(bytes[..Math.Min(bytes.Length, Looked)]).TrimStart('\u00ef', '\u00bb', '\u00bf', ' ', '\n', '\r', '\t');
        if (start.StartsWith('<')) return ("a web page or XML", "The download gave a page instead of the file: log in, or take the link to the raw file.");
        if (start.StartsWith('{')) return ("JSON", "Give the .onnx file.");
        return start.Length > 0 && start.All(c => c is (>= ' ' and <= '~') or '\n' or '\r' or '\t') ? ("text", "Give the .onnx file.") : null;
    }
}
