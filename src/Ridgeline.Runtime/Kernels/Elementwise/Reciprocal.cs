using System.Runtime.CompilerServices;
using Ridgeline.Runtime.Kernels.Lanes;

namespace Ridgeline.Runtime.Kernels.Elementwise;

/// <summary>1 / x, correctly rounded.</summary>
internal readonly struct Reciprocal : IUnary
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Of<TLanes, TVector>(TVector x, TVector alpha, TVector beta)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct => TLanes.Divide(TLanes.All(1), x);
}
