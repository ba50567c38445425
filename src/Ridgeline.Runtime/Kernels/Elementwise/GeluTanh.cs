using System.Runtime.CompilerServices;
using Ridgeline.Runtime.Kernels.Lanes;

namespace Ridgeline.Runtime.Kernels.Elementwise;

/// <summary>x/2 (1 + tanh(√(2/π) (x + 0.044715 x³))): off by at most 2e-7 |x|.</summary>
internal readonly struct GeluTanh : IUnary
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Of<TLanes, TVector>(TVector x, TVector alpha, TVector beta)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        var cubic = TLanes.Multiply(x, TLanes.MultiplyAdd(TLanes.Multiply(x, x), TLanes.All(0.0356774081f), TLanes.All(0.797884561f)));
        return TLanes.Multiply(TLanes.Multiply(x, TLanes.All(0.5f)), TLanes.Add(TLanes.All(1), default(Tanh).Of<TLanes, TVector>(cubic, alpha, beta)));
    }
}
