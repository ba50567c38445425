using System.Runtime.InteropServices;

namespace Ridgeline.Runtime.Execution;

/// <summary>A block of memory outside the garbage collector's heap, aligned to 64 bytes.</summary>
internal sealed unsafe class Arena : SafeHandle
{
    /// <summary>Takes memory; its contents are undefined.</summary>
    public Arena(long bytes)
        : base(0, ownsHandle: true)
    {
        Length = bytes;
        if (bytes > 0) SetHandle((nint)NativeMemory.AlignedAlloc((nuint)bytes, 64));
        GC.AddMemoryPressure(Math.Max(bytes, 1));
    }

    /// <summary>Its size in bytes.</summary>
    public long Length { get; }

    /// <summary>Its first byte.</summary>
    public byte* Start => (byte*)handle;

    /// <inheritdoc/>
    public override bool IsInvalid => handle == 0;

    /// <inheritdoc/>
    protected override bool ReleaseHandle()
    {
        NativeMemory.AlignedFree((void*)handle);
        GC.RemoveMemoryPressure(Math.Max(Length, 1));
        return true;
    }
}
