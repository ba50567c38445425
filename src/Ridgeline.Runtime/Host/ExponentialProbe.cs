using System.Runtime.CompilerServices;
using Ridgeline.Runtime.Kernels.Elementwise;

namespace Ridgeline.Runtime.Host;

/// <summary>Exponentials of floats that lie in the first-level cache, by this runtime's own kernel.</summary>
internal static unsafe class ExponentialProbe
{
    /// <summary>Exponentials of one round.</summary>
    public const int PerRound = 2048;

    /// <summary>Runs rounds.</summary>
    // Tiered code would be measured before it is the compiler's best.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static double Run(long rounds)
    {
        float* source = stackalloc float[PerRound], target = stackalloc float[PerRound];
        for (var i = 0; i < PerRound; i++) source[i] = -i / 256f;
        var kernel = UnaryKernels.Of(UnaryKind.Exp);
        var sum = 0d;
        for (; rounds > 0; rounds--)
        {
            kernel(source, target, PerRound, 0, 0);
            sum += target[rounds % PerRound];
        }
        return sum;
    }
}
