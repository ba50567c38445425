using System.Runtime.CompilerServices;

namespace Ridgeline.Runtime.Kernels.Integer;

/// <summary>One column at a time: a machine without the vectors above.</summary>
internal readonly unsafe struct ScalarDotLanes : IDotLanes<int, uint, int>
{
    /// <inheritdoc/>
    public static int Count => 1;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Quad(uint bytes) => bytes;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Load(sbyte* from) => Unsafe.ReadUnaligned<int>(from);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int DotAdd(int sums, uint a, int b) =>
        sums + ((byte)a * (sbyte)b) + ((byte)(a >> 8) * (sbyte)(b >> 8)) + ((byte)(a >> 16) * (sbyte)(b >> 16)) + ((byte)(a >> 24) * (sbyte)(b >> 24));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(int* to, int sums) => *to = sums;
}
