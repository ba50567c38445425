using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Ridgeline.Runtime.Kernels.Integer;

/// <summary>
/// AVX-512: bytes widened to 16 bits, then multiplied and added in pairs. Two sums a column until the end. The instruction on bytes (vpmaddubsw) would be
/// twice as fast and saturates: 255 * 127 + 255 * 127 is no 16-bit number.
/// </summary>
internal readonly unsafe struct Avx512WideningLanes : IDotLanes<Vector512<int>, Vector512<short>, Vector512<short>>
{
    /// <inheritdoc/>
    public static int Count => 8;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<short> Quad(uint bytes) => Vector512.Create(Sse41.ConvertToVector128Int16(Vector128.CreateScalarUnsafe(bytes).AsByte()).AsInt64().ToScalar()).AsInt16();

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<short> Load(sbyte* from) => Avx512BW.ConvertToVector512Int16(Vector256.Load(from));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> DotAdd(Vector512<int> sums, Vector512<short> a, Vector512<short> b) => sums + Avx512BW.MultiplyAddAdjacent(a, b);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(int* to, Vector512<int> sums)
    {
        // Neighbours in a 64-bit lane are one column.
        var pairs = sums + Vector512.ShiftRightLogical(sums.AsInt64(), 32).AsInt32();
        Avx512F.ConvertToVector256Int32(pairs.AsInt64()).Store(to);
    }
}
