using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Ridgeline.Runtime.Kernels.Integer;

/// <summary>AVX2: bytes widened to 16 bits, then multiplied and added in pairs. Two sums a column until the end.</summary>
internal readonly unsafe struct Avx2WideningLanes : IDotLanes<Vector256<int>, Vector256<short>, Vector256<short>>
{
    /// <inheritdoc/>
    public static int Count => 4;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<short> Quad(uint bytes) => Vector256.Create(Sse41.ConvertToVector128Int16(Vector128.CreateScalarUnsafe(bytes).AsByte()).AsInt64().ToScalar()).AsInt16();

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<short> Load(sbyte* from) => Avx2.ConvertToVector256Int16(Vector128.Load(from));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> DotAdd(Vector256<int> sums, Vector256<short> a, Vector256<short> b) => sums + Avx2.MultiplyAddAdjacent(a, b);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(int* to, Vector256<int> sums)
    {
        var pairs = sums + Vector256.ShiftRightLogical(sums.AsInt64(), 32).AsInt32();
        for (var i = 0; i < 4; i++) to[i] = pairs.GetElement(2 * i);
    }
}
