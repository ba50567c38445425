namespace Ridgeline.Cli;

/// <summary>A folder that goes when the work is done.</summary>
internal sealed class ScratchFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("ridgeline-");

    /// <summary>Where it lies.</summary>
    public string Path => _folder.FullName;

    public void Dispose() => _folder.Delete(recursive: true);
}
