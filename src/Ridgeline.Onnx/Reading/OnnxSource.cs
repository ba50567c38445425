using Ridgeline.Graphs;

namespace Ridgeline.Onnx.Reading;

/// <summary>The bytes that a model is read from: a mapped file or memory.</summary>
internal sealed class OnnxSource
{
    private readonly MappedFile? _file;
    private readonly ReadOnlyMemory<byte> _memory;

    public OnnxSource(MappedFile file, string name)
    {
        (_file, Name, Folder) = (file, name, Path.GetDirectoryName(Path.GetFullPath(file.Path)));
        Store = new FileInfo(file.Path).ResolveLinkTarget(returnFinalTarget: true) is FileInfo target ? target.DirectoryName : null;
    }

    public OnnxSource(ReadOnlyMemory<byte> memory, string name) => (_memory, Name) = (memory, name);

    /// <summary>What diagnostics call it.</summary>
    public string Name { get; }

    /// <summary>Where external data lie; null for memory, which has no folder.</summary>
    public string? Folder { get; }

    /// <summary>
    /// Where the model itself lies, if its path is a link: download caches keep files side by side in a store, under their hashes, and link to them.
    /// </summary>
    public string? Store { get; }

    /// <summary>The file to keep open while the model lives.</summary>
    public MappedFile? File => _file;

    /// <summary>All bytes.</summary>
    public ReadOnlySpan<byte> Bytes => _file is null ? _memory.Span : _file.Span(0, (int)_file.Length);

    /// <summary>Tensor data that lie in the source itself; nothing is copied.</summary>
    public TensorData Data(Range range)
    {
        var (start, length) = (range.Start.Value, range.End.Value - range.Start.Value);
        return _file is null ? new MemoryData(_memory.Slice(start, length)) : new MappedData(_file, start, length);
    }
}
