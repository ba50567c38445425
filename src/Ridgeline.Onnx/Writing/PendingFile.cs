namespace Ridgeline.Onnx.Writing;

/// <summary>A file that comes into being whole or not at all: it is written under another name and moved into place.</summary>
internal sealed class PendingFile : IDisposable
{
    private readonly string _path;
    private readonly string _temporary;

    public PendingFile(string path)
    {
        (_path, _temporary) = (path, $"{path}.{Path.GetRandomFileName()}.tmp");
        Stream = new FileStream(_temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None);
    }

    /// <summary>What is written here is in the file once it is kept.</summary>
    public FileStream Stream { get; }

    /// <summary>Makes sure that all is on the disk, so that moving it cannot fail for lack of room.</summary>
    public void Complete()
    {
        Stream.Flush(flushToDisk: true);
        Stream.Dispose();
    }

    /// <summary>Puts the file in its place.</summary>
    public void Keep() => File.Move(_temporary, _path, overwrite: true);

    /// <summary>Removes what was not kept.</summary>
    public void Dispose()
    {
        Stream.Dispose();
        File.Delete(_temporary);
    }
}
