using System.Runtime.InteropServices;

namespace Ridgeline.Runtime.Rivals;

/// <summary>A text as C wants it: UTF-8 with a zero behind it.</summary>
internal sealed unsafe class Utf8(string text) : IDisposable
{
    /// <summary>Its first byte.</summary>
    public byte* Text { get; private set; } = (byte*)Marshal.StringToCoTaskMemUTF8(text);

    public void Dispose()
    {
        Marshal.FreeCoTaskMem((nint)Text);
        Text = null;
    }
}
