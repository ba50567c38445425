using System.Runtime.CompilerServices;
using Ridgeline.Runtime.Kernels.Lanes;

namespace Ridgeline.Runtime.Kernels.Elementwise;

/// <summary>-1, 0 or 1; NaN of NaN.</summary>
internal readonly struct Sign : IUnary
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Of<TLanes, TVector>(TVector x, TVector alpha, TVector beta)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct => TLanes.Select(TLanes.Same(x, TLanes.All(0)), TLanes.All(0), TLanes.Select(TLanes.Same(x, x), TLanes.CopySign(TLanes.All(1), x), x));
}
