using System.IO.MemoryMappedFiles;
using System.Runtime.InteropServices;

namespace Ridgeline.Graphs;

/// <summary>A file mapped into memory for reading. The system pages it in as it is read, and out again when memory is short.</summary>
public sealed unsafe partial class MappedFile : IDisposable
{
    // MADV_DONTNEED of <sys/mman.h>: of a file that is only read, the pages just leave the process.
    private const int DoNotNeed = 4;

    private readonly MemoryMappedFile? _file;
    private readonly MemoryMappedViewAccessor? _view;
    private byte* _start;

    /// <summary>Maps a whole file.</summary>
    /// <exception cref="IOException">It cannot be opened or mapped.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public MappedFile(string path)
    {
        Path = path;
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        Length = stream.Length;
        // An empty file cannot be mapped, and there is nothing in it to read.
        if (Length == 0) return;
        _file = MemoryMappedFile.CreateFromFile(stream, null, 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: false);
        _view = _file.CreateViewAccessor(0, Length, MemoryMappedFileAccess.Read);
        _view.SafeMemoryMappedViewHandle.AcquirePointer(ref _start);
    }

    /// <summary>Where it lies.</summary>
    public string Path { get; }

    /// <summary>Its length in bytes.</summary>
    public long Length { get; }

    /// <summary>A window on the file; valid until the file is disposed of.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The window leaves the file.</exception>
    public ReadOnlySpan<byte> Span(long offset, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(offset, Length - count);
        if (count == 0) return [];
        ObjectDisposedException.ThrowIf(_start is null, this);
        return new(_start + offset, count);
    }

    /// <summary>Where bytes of the file lie; valid until it is disposed of.</summary>
    /// <exception cref="ArgumentOutOfRangeException">They leave the file.</exception>
    internal byte* Pointer(long offset, long count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(offset, Length - count);
        ObjectDisposedException.ThrowIf(_start is null && count > 0, this);
        return _start + offset;
    }

    /// <summary>Gives the memory of whole pages among these bytes back to the system.</summary>
    internal void Forget(long offset, long count)
    {
        if (_start is null || !OperatingSystem.IsLinux()) return;
        var page = (nuint)Environment.SystemPageSize;
        var first = ((nuint)(_start + offset) + page - 1) & ~(page - 1);
        var end = (nuint)(_start + offset + count) & ~(page - 1);
        // A refusal costs memory only, so the answer is not looked at.
        if (end > first) _ = Advise((void*)first, end - first, DoNotNeed);
    }

    [LibraryImport("libc", EntryPoint = "madvise")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Advise(void* address, nuint length, int advice);

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_start is null) return;
        _start = null;
        _view!.SafeMemoryMappedViewHandle.ReleasePointer();
        _view.Dispose();
        _file!.Dispose();
    }
}
