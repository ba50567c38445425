using System.Runtime.InteropServices;

namespace Ridgeline.Runtime.Kernels.Memory;

/// <summary>Memory outside the managed heap, aligned to a cache line, or to a huge page where it is large.</summary>
internal sealed unsafe partial class NativeBuffer : IDisposable
{
    private const nuint CacheLine = 64;
    private const nuint HugePage = 2 << 20;
    private const int AdviseHugePage = 14;

    /// <summary>Allocates.</summary>
    /// <param name="bytes">The size.</param>
    /// <param name="zeroed">Whether it begins as zeros; without, all of it must be written before it is read.</param>
    /// <exception cref="OutOfMemoryException">The memory is not there.</exception>
    public NativeBuffer(long bytes, bool zeroed = true)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(bytes);
        Bytes = bytes;
        var large = (nuint)bytes >= 2 * HugePage;
        Pointer = (byte*)NativeMemory.AlignedAlloc(Math.Max((nuint)bytes, CacheLine), large ? HugePage : CacheLine);
        // Weights are streamed: with pages of 4 KiB the walk of the page table costs more than the arithmetic of a product with one row.
        if (large && OperatingSystem.IsLinux()) _ = Advise(Pointer, (nuint)bytes, AdviseHugePage);
        if (zeroed) NativeMemory.Clear(Pointer, (nuint)bytes);
    }

#pragma warning disable MA0055 // The memory is this object's own: nobody else could free what a forgotten network held.
    /// <summary>Frees what was not disposed of.</summary>
    ~NativeBuffer() => Free();
#pragma warning restore MA0055

    /// <summary>The first byte.</summary>
    public byte* Pointer { get; private set; }

    /// <summary>The first byte, as a float.</summary>
    public float* Floats => (float*)Pointer;

    /// <summary>The size.</summary>
    public long Bytes { get; }

    /// <inheritdoc/>
    public void Dispose()
    {
        Free();
        GC.SuppressFinalize(this);
    }

    // A refusal costs speed only, so the answer is not looked at.
    [LibraryImport("libc", EntryPoint = "madvise")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Advise(void* address, nuint length, int advice);

    private void Free()
    {
        NativeMemory.AlignedFree(Pointer);
        Pointer = null;
    }
}
