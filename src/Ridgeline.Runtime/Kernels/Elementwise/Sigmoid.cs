using System.Runtime.CompilerServices;
using Ridgeline.Runtime.Kernels.Lanes;

namespace Ridgeline.Runtime.Kernels.Elementwise;

/// <summary>1 / (1 + e^-x): at most 4 ulp; never below 1.6e-38, so never subnormal.</summary>
internal readonly struct Sigmoid : IUnary
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Of<TLanes, TVector>(TVector x, TVector alpha, TVector beta)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct => TLanes.Divide(TLanes.All(1), TLanes.Add(TLanes.All(1), Exponential.ExpInRange<TLanes, TVector>
            (TLanes.Clamp(TLanes.Subtract(TLanes.All(0), x), TLanes.All(-87), TLanes.All(87)))));
}
