namespace Ridgeline.House.Tests;

/// <summary>A path for a file that is deleted in the end.</summary>
internal sealed class TemporaryFile(string extension) : IDisposable
{
    public string Path { get; } = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"ridgeline-{Guid.NewGuid():N}{extension}");

    public void Dispose() => File.Delete(Path);
}
