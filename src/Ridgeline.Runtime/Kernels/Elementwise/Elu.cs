using System.Runtime.CompilerServices;
using Ridgeline.Runtime.Kernels.Lanes;

namespace Ridgeline.Runtime.Kernels.Elementwise;

/// <summary>x, or alpha (e^x - 1) below 0; with beta 1/s the inner one is (e^(x/s) - 1), which makes it CELU.</summary>
internal readonly struct Elu : IUnary
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Of<TLanes, TVector>(TVector x, TVector alpha, TVector beta)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct => TLanes.Select(TLanes.Less(x, TLanes.All(0)), TLanes.Multiply(alpha, Exponential.ExpMinusOne<TLanes, TVector>
            (TLanes.Clamp(TLanes.Multiply(x, beta), TLanes.All(-87), TLanes.All(0)))), x);
}
