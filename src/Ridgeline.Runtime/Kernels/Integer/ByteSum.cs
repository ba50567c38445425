using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Ridgeline.Runtime.Kernels.Integer;

/// <summary>Adds bytes.</summary>
internal static unsafe class ByteSum
{
    /// <summary>Σ of the bytes as unsigned ones, after combining each with <paramref name="flip"/> (0x80 for signed ones).</summary>
    public static int Of(byte* from, nint count, byte flip)
    {
        var sum = 0;
        nint i = 0;
        if (Avx2.IsSupported)
        {
            var sums = Vector256<ulong>.Zero;
            var flips = Vector256.Create(flip);
            for (; i <= count - Vector256<byte>.Count; i += Vector256<byte>.Count)
            {
                sums += Avx2.SumAbsoluteDifferences(Vector256.Load(from + i) ^ flips, Vector256<byte>.Zero).AsUInt64();
            }
            sum = (int)Vector256.Sum(sums);
        }
        for (; i < count; i++) sum += from[i] ^ flip;
        return sum;
    }
}
