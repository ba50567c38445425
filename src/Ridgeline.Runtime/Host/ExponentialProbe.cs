using System.Numerics.Tensors;
using System.Runtime.CompilerServices;

namespace Ridgeline.Runtime.Host;

/// <summary>Exponentials of floats that lie in the first-level cache.</summary>
internal static class ExponentialProbe
{
    /// <summary>Exponentials of one round.</summary>
    public const int PerRound = 2048;

    /// <summary>Runs rounds.</summary>
    // Tiered code would be measured before it is the compiler's best.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Run(long rounds)
    {
        Span<float> source = stackalloc float[PerRound], target = stackalloc float[PerRound];
        for (var i = 0; i < PerRound; i++) source[i] = -i / 256f;
        var sum = 0d;
        for (; rounds > 0; rounds--)
        {
            TensorPrimitives.Exp(source, target);
            sum += target[(int)(rounds % PerRound)];
        }
        return sum;
    }
}
