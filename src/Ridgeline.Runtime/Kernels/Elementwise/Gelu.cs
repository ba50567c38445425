using System.Runtime.CompilerServices;
using Ridgeline.Runtime.Kernels.Lanes;

namespace Ridgeline.Runtime.Kernels.Elementwise;

/// <summary>x/2 (1 + erf(x/√2)): off by at most 1.2e-7 |x|.</summary>
internal readonly struct Gelu : IUnary
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Of<TLanes, TVector>(TVector x, TVector alpha, TVector beta)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct => TLanes.Multiply(TLanes.Multiply(x, TLanes.All(0.5f)), TLanes.Add(TLanes.All(1), ErrorFunction.Erf<TLanes, TVector>
            (TLanes.Multiply(x, TLanes.All(0.707106781f)))));
}
