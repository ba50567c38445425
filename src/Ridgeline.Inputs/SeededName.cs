using System.Text;

namespace Ridgeline.Inputs;

/// <summary>A number made of a name, the same on every machine and in every run.</summary>
internal static class SeededName
{
    /// <summary>FNV-1a of the name's UTF-8 bytes.</summary>
    public static ulong Hash(string name)
    {
        var hash = 0xcbf29ce484222325;
        foreach (var b in Encoding.UTF8.GetBytes(name)) hash = (hash ^ b) * 0x100000001b3;
        return hash;
    }
}
