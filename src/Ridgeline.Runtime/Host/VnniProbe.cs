using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Ridgeline.Runtime.Host;

/// <summary>VPDPBUSD on 256 bits: four products of bytes, summed into each of eight 32-bit numbers.</summary>
internal sealed class VnniProbe : IComputeProbe
{
    private const int Chains = 12;

    public string InstructionSet => "AVX-VNNI";

    public string Format => "int8";

    public bool IsSupported => AvxVnni.IsSupported;

    public int Lanes => Vector256<byte>.Count;

    public long OperationsPerRound => 2L * Chains * Vector256<byte>.Count;

    // Tiered code would be measured before it is the compiler's best.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public double Run(long rounds)
    {
        var (a, b) = (Vector256.Create((byte)1), Vector256.Create((sbyte)-1));
        Vector256<int> c0 = default, c1 = default, c2 = default, c3 = default, c4 = default, c5 = default, c6 = default, c7 = default, c8 = default,
            c9 = default, c10 = default, c11 = default;
        for (; rounds > 0; rounds--)
        {
            c0 = AvxVnni.MultiplyWideningAndAdd(c0, a, b);
            c1 = AvxVnni.MultiplyWideningAndAdd(c1, a, b);
            c2 = AvxVnni.MultiplyWideningAndAdd(c2, a, b);
            c3 = AvxVnni.MultiplyWideningAndAdd(c3, a, b);
            c4 = AvxVnni.MultiplyWideningAndAdd(c4, a, b);
            c5 = AvxVnni.MultiplyWideningAndAdd(c5, a, b);
            c6 = AvxVnni.MultiplyWideningAndAdd(c6, a, b);
            c7 = AvxVnni.MultiplyWideningAndAdd(c7, a, b);
            c8 = AvxVnni.MultiplyWideningAndAdd(c8, a, b);
            c9 = AvxVnni.MultiplyWideningAndAdd(c9, a, b);
            c10 = AvxVnni.MultiplyWideningAndAdd(c10, a, b);
            c11 = AvxVnni.MultiplyWideningAndAdd(c11, a, b);
        }
        return Vector256.Sum(c0 + c1 + c2 + c3 + c4 + c5 + c6 + c7 + c8 + c9 + c10 + c11);
    }
}
