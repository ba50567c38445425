using System.Runtime.CompilerServices;

namespace Ridgeline.Runtime.Kernels.Lanes;

/// <summary>Reads and writes of fewer floats than a vector has: the end of a row.</summary>
/// <remarks>
/// Nothing here needs memory on the stack, which would keep it from being inlined into a loop (softmax took four times as long), nor a call that takes a
/// vector, which would keep its caller from being compiled ahead.
/// </remarks>
internal static unsafe class Part
{
    /// <summary>Reads <paramref name="count"/> floats, at most a vector's, and fills the other lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Load<TLanes, TVector>(float* from, nint count, float fill)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct => count >= TLanes.Count ? TLanes.Load(from) : TLanes.LoadPart(from, count, fill);

    /// <summary>Writes the first <paramref name="count"/> floats, at most a vector's.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store<TLanes, TVector>(float* to, TVector x, nint count)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        if (count >= TLanes.Count) TLanes.Store(to, x);
        else TLanes.StorePart(to, x, count);
    }
}
