using System.Runtime.CompilerServices;

namespace Ridgeline.Runtime.Kernels.Lanes;

/// <summary>Reads and writes of fewer floats than a vector has: the end of a row.</summary>
internal static unsafe class Part
{
    /// <summary>Reads <paramref name="count"/> floats, at most a vector's, and fills the other lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Load<TLanes, TVector>(float* from, nint count, float fill)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        if (count >= TLanes.Count) return TLanes.Load(from);
        var whole = stackalloc float[16];
        for (nint i = 0; i < TLanes.Count; i++) whole[i] = i < count ? from[i] : fill;
        return TLanes.Load(whole);
    }

    /// <summary>Writes the first <paramref name="count"/> floats, at most a vector's.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store<TLanes, TVector>(float* to, TVector x, nint count)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        if (count >= TLanes.Count)
        {
            TLanes.Store(to, x);
            return;
        }
        var whole = stackalloc float[16];
        TLanes.Store(whole, x);
        for (nint i = 0; i < count; i++) to[i] = whole[i];
    }
}
