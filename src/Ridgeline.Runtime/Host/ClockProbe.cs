using System.Runtime.CompilerServices;

namespace Ridgeline.Runtime.Host;

/// <summary>A chain of integer operations of one cycle each, none of which can begin before the one before it ended: its pace is the clock.</summary>
internal static class ClockProbe
{
    /// <summary>Cycles of one round.</summary>
    public const int CyclesPerRound = 16;

    /// <summary>Runs rounds.</summary>
    // Tiered code would be measured before it is the compiler's best.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static long Run(long rounds, long a, long b)
    {
        var x = a;
        for (; rounds > 0; rounds--)
        {
            // Additions and exclusive ors in turn cannot be drawn together.
            x = (x + a) ^ b;
            x = (x + a) ^ b;
            x = (x + a) ^ b;
            x = (x + a) ^ b;
            x = (x + a) ^ b;
            x = (x + a) ^ b;
            x = (x + a) ^ b;
            x = (x + a) ^ b;
        }
        return x;
    }
}
