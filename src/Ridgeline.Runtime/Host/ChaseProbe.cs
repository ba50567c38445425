using System.Runtime.CompilerServices;

namespace Ridgeline.Runtime.Host;

/// <summary>Follows a chain of addresses that visits every line of a block in random order: each step waits for the one before, so its pace is the latency.</summary>
internal static unsafe class ChaseProbe
{
    private const int Line = 64;

    /// <summary>Lays the chain into a block: one cycle through all its lines, by Sattolo's shuffle.</summary>
    public static void Prepare(byte* block, long length, ulong seed)
    {
        var lines = (int)(length / Line);
        var order = new int[lines];
        for (var i = 0; i < lines; i++) order[i] = i;
        var random = new Execution.RandomSource(seed);
        for (var i = lines - 1; i > 0; i--)
        {
            var j = (int)(random.Next() % (ulong)i);
            (order[i], order[j]) = (order[j], order[i]);
        }
        for (var i = 0; i < lines; i++) *(byte**)(block + ((long)order[i] * Line)) = block + ((long)order[(i + 1) % lines] * Line);
    }

    /// <summary>Takes steps.</summary>
    // Tiered code would be measured before it is the compiler's best.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static nint Run(byte* from, long steps)
    {
        for (; steps > 0; steps -= 8)
        {
            from = *(byte**)from;
            from = *(byte**)from;
            from = *(byte**)from;
            from = *(byte**)from;
            from = *(byte**)from;
            from = *(byte**)from;
            from = *(byte**)from;
            from = *(byte**)from;
        }
        return (nint)from;
    }
}
