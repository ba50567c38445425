using System.Runtime.CompilerServices;
using Ridgeline.Runtime.Kernels.Lanes;

namespace Ridgeline.Runtime.Kernels.Elementwise;

/// <summary>erf x: at most 4 ulp.</summary>
internal readonly struct Erf : IUnary
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Of<TLanes, TVector>(TVector x, TVector alpha, TVector beta)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct => ErrorFunction.Erf<TLanes, TVector>(x);
}
