using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Ridgeline.Runtime.Host;

/// <summary>Products of bytes on 512 bits without VNNI: VPMADDUBSW, VPMADDWD and an addition for 64 of them.</summary>
internal sealed class ByteProductsProbe : IComputeProbe
{
    private const int Chains = 10;

    public string InstructionSet => "AVX-512";

    public string Format => "int8";

    public bool IsSupported => Avx512BW.IsSupported;

    public int Lanes => Vector512<byte>.Count;

    public long OperationsPerRound => 2L * Chains * Vector512<byte>.Count;

    // Tiered code would be measured before it is the compiler's best.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public double Run(long rounds)
    {
        var (a, ones) = (Vector512.Create((byte)1), Vector512.Create((short)1));
        Vector512<sbyte> b0 = Vector512.Create((sbyte)-1), b1 = b0 + Vector512.Create((sbyte)1), b2 = b0 + Vector512.Create((sbyte)2),
            b3 = b0 + Vector512.Create((sbyte)3), b4 = b0 + Vector512.Create((sbyte)4), b5 = b0 + Vector512.Create((sbyte)5),
            b6 = b0 + Vector512.Create((sbyte)6), b7 = b0 + Vector512.Create((sbyte)7), b8 = b0 + Vector512.Create((sbyte)8),
            b9 = b0 + Vector512.Create((sbyte)9);
        Vector512<int> c0 = default, c1 = default, c2 = default, c3 = default, c4 = default, c5 = default, c6 = default, c7 = default, c8 = default, c9 = default;
        for (; rounds > 0; rounds--)
        {
            // The products must differ from round to round, or they would be made once, before the loop.
            a += Vector512.Create((byte)1);
            c0 += Avx512BW.MultiplyAddAdjacent(Avx512BW.MultiplyAddAdjacent(a, b0), ones);
            c1 += Avx512BW.MultiplyAddAdjacent(Avx512BW.MultiplyAddAdjacent(a, b1), ones);
            c2 += Avx512BW.MultiplyAddAdjacent(Avx512BW.MultiplyAddAdjacent(a, b2), ones);
            c3 += Avx512BW.MultiplyAddAdjacent(Avx512BW.MultiplyAddAdjacent(a, b3), ones);
            c4 += Avx512BW.MultiplyAddAdjacent(Avx512BW.MultiplyAddAdjacent(a, b4), ones);
            c5 += Avx512BW.MultiplyAddAdjacent(Avx512BW.MultiplyAddAdjacent(a, b5), ones);
            c6 += Avx512BW.MultiplyAddAdjacent(Avx512BW.MultiplyAddAdjacent(a, b6), ones);
            c7 += Avx512BW.MultiplyAddAdjacent(Avx512BW.MultiplyAddAdjacent(a, b7), ones);
            c8 += Avx512BW.MultiplyAddAdjacent(Avx512BW.MultiplyAddAdjacent(a, b8), ones);
            c9 += Avx512BW.MultiplyAddAdjacent(Avx512BW.MultiplyAddAdjacent(a, b9), ones);
        }
        return Vector512.Sum(c0 + c1 + c2 + c3 + c4 + c5 + c6 + c7 + c8 + c9);
    }
}
