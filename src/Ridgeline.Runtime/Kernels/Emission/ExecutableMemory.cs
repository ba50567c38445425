using System.Runtime.InteropServices;

namespace Ridgeline.Runtime.Kernels.Emission;

/// <summary>Machine code that this process wrote: written into pages of its own, which can then be executed and no longer be written.</summary>
internal static unsafe partial class ExecutableMemory
{
    private const int Read = 1, Write = 2, Execute = 4;
    private const int PrivateAnonymous = 0x22;
    private const nint Failed = -1;

    /// <summary>Puts code into memory for as long as the process lives.</summary>
    /// <returns>Its address; 0 where the system refuses, or is none that is known here.</returns>
    public static nint Load(ReadOnlySpan<byte> code)
    {
        if (!OperatingSystem.IsLinux()) return 0;
        var memory = Map(0, (nuint)code.Length, Read | Write, PrivateAnonymous, -1, 0);
        if (memory == Failed) return 0;
        code.CopyTo(new((void*)memory, code.Length));
        if (Protect(memory, (nuint)code.Length, Read | Execute) == 0) return memory;
        _ = Unmap(memory, (nuint)code.Length);
        return 0;
    }

    [LibraryImport("libc", EntryPoint = "mmap")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial nint Map(nint address, nuint length, int protection, int flags, int file, nint offset);

    [LibraryImport("libc", EntryPoint = "mprotect")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Protect(nint address, nuint length, int protection);

    [LibraryImport("libc", EntryPoint = "munmap")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Unmap(nint address, nuint length);
}
