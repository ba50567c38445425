using System.Runtime.CompilerServices;
using Ridgeline.Runtime.Kernels.Lanes;

namespace Ridgeline.Runtime.Kernels.Elementwise;

/// <summary>(a - b)².</summary>
internal readonly struct SquaredDifference : IBinary
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Of<TLanes, TVector>(TVector a, TVector b)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct => TLanes.Multiply(TLanes.Subtract(a, b), TLanes.Subtract(a, b));
}
