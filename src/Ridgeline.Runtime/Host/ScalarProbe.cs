using System.Numerics;
using System.Runtime.CompilerServices;

namespace Ridgeline.Runtime.Host;

/// <summary>Fused multiply-adds of single numbers: twelve chains, as many as hide the latency of two units a cycle.</summary>
internal sealed class ScalarProbe<T>(string format) : IComputeProbe
    where T : struct, IFloatingPointIeee754<T>
{
    private const int Chains = 12;

    public string InstructionSet => "scalar";

    public string Format => format;

    public bool IsSupported => true;

    public int Lanes => 1;

    public long OperationsPerRound => 2 * Chains;

    // Tiered code would be measured before it is the compiler's best.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public double Run(long rounds)
    {
        var (a, b) = (T.CreateChecked(0.999), T.CreateChecked(0.001));
        T c0 = T.One, c1 = c0, c2 = c0, c3 = c0, c4 = c0, c5 = c0, c6 = c0, c7 = c0, c8 = c0, c9 = c0, c10 = c0, c11 = c0;
        for (; rounds > 0; rounds--)
        {
            c0 = T.FusedMultiplyAdd(c0, a, b);
            c1 = T.FusedMultiplyAdd(c1, a, b);
            c2 = T.FusedMultiplyAdd(c2, a, b);
            c3 = T.FusedMultiplyAdd(c3, a, b);
            c4 = T.FusedMultiplyAdd(c4, a, b);
            c5 = T.FusedMultiplyAdd(c5, a, b);
            c6 = T.FusedMultiplyAdd(c6, a, b);
            c7 = T.FusedMultiplyAdd(c7, a, b);
            c8 = T.FusedMultiplyAdd(c8, a, b);
            c9 = T.FusedMultiplyAdd(c9, a, b);
            c10 = T.FusedMultiplyAdd(c10, a, b);
            c11 = T.FusedMultiplyAdd(c11, a, b);
        }
        return double.CreateChecked(c0 + c1 + c2 + c3 + c4 + c5 + c6 + c7 + c8 + c9 + c10 + c11);
    }
}
