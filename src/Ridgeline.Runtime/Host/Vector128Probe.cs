using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;

namespace Ridgeline.Runtime.Host;

/// <summary>Fused multiply-adds of vectors of 128 bits: twelve chains, as many as hide the latency of two units a cycle.</summary>
internal sealed class Vector128Probe<T>(string format) : IComputeProbe
    where T : struct, IFloatingPointIeee754<T>
{
    private const int Chains = 12;

    public string InstructionSet => AdvSimd.IsSupported ? "NEON" : "SSE";

    public string Format => format;

    public bool IsSupported => Vector128.IsHardwareAccelerated && (AdvSimd.IsSupported || System.Runtime.Intrinsics.X86.Fma.IsSupported);

    public int Lanes => Vector128<T>.Count;

    public long OperationsPerRound => 2L * Chains * Vector128<T>.Count;

    // Tiered code would be measured before it is the compiler's best.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public double Run(long rounds)
    {
        var (a, b) = (Vector128.Create(T.CreateChecked(0.999)), Vector128.Create(T.CreateChecked(0.001)));
        Vector128<T> c0 = a, c1 = a, c2 = a, c3 = a, c4 = a, c5 = a, c6 = a, c7 = a, c8 = a, c9 = a, c10 = a, c11 = a;
        for (; rounds > 0; rounds--)
        {
            c0 = Step(c0, a, b);
            c1 = Step(c1, a, b);
            c2 = Step(c2, a, b);
            c3 = Step(c3, a, b);
            c4 = Step(c4, a, b);
            c5 = Step(c5, a, b);
            c6 = Step(c6, a, b);
            c7 = Step(c7, a, b);
            c8 = Step(c8, a, b);
            c9 = Step(c9, a, b);
            c10 = Step(c10, a, b);
            c11 = Step(c11, a, b);
        }
        return double.CreateChecked(Vector128.Sum(c0 + c1 + c2 + c3 + c4 + c5 + c6 + c7 + c8 + c9 + c10 + c11));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<T> Step(Vector128<T> c, Vector128<T> a, Vector128<T> b) => typeof(T) == typeof(float)
        ? Vector128.FusedMultiplyAdd(c.AsSingle(), a.AsSingle(), b.AsSingle()).As<float, T>()
        : Vector128.FusedMultiplyAdd(c.AsDouble(), a.AsDouble(), b.AsDouble()).As<double, T>();
}
