using System.Runtime.CompilerServices;
using Ridgeline.Runtime.Kernels.Lanes;

namespace Ridgeline.Runtime.Kernels.Elementwise;

/// <summary>The smaller one; NaN if either is.</summary>
internal readonly struct Smaller : IBinary
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Of<TLanes, TVector>(TVector a, TVector b)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct => TLanes.Min(a, b);
}
