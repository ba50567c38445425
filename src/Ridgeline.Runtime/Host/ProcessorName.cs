using System.Runtime.Intrinsics.X86;
using System.Runtime.InteropServices;
using System.Text;

namespace Ridgeline.Runtime.Host;

/// <summary>What the processor calls itself.</summary>
internal static class ProcessorName
{
    private const int FirstLeaf = unchecked((int)0x80000002);
    private const int Highest = unchecked((int)0x80000000);

    public static string Find()
    {
        if (!X86Base.IsSupported || X86Base.CpuId(Highest, 0).Eax < FirstLeaf + 2) return RuntimeInformation.ProcessArchitecture.ToString();
        Span<int> words = stackalloc int[12];
        for (var i = 0; i < 3; i++) (words[i * 4], words[(i * 4) + 1], words[(i * 4) + 2], words[(i * 4) + 3]) = X86Base.CpuId(FirstLeaf + i, 0);
        return Encoding.ASCII.GetString(MemoryMarshal.AsBytes(words)).TrimEnd('\0').Trim();
    }
}
