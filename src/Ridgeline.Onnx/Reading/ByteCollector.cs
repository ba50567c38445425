using Ridgeline.Onnx.Wire;

namespace Ridgeline.Onnx.Reading;

/// <summary>Gathers fields that the reader does not model, tags and all, so that writing loses nothing.</summary>
internal sealed class ByteCollector
{
    private MemoryStream? _bytes;

    public ReadOnlyMemory<byte> Bytes => _bytes is null ? default : _bytes.GetBuffer().AsMemory(0, (int)_bytes.Length);

    /// <summary>Passes over the current field and keeps it.</summary>
    public void Keep(ref WireReader reader)
    {
        var start = reader.Tag;
        reader.Skip();
        (_bytes ??= new()).Write(reader.Content(new(start, reader.Position)));
    }
}
