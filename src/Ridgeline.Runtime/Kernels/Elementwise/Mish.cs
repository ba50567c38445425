using System.Runtime.CompilerServices;
using Ridgeline.Runtime.Kernels.Lanes;

namespace Ridgeline.Runtime.Kernels.Elementwise;

/// <summary>x tanh(softplus x) = x ((1 + e^x)² - 1) / ((1 + e^x)² + 1).</summary>
internal readonly struct Mish : IUnary
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Of<TLanes, TVector>(TVector x, TVector alpha, TVector beta)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        var e = Exponential.Exp<TLanes, TVector>(TLanes.Min(x, TLanes.All(20)));
        var n = TLanes.Multiply(e, TLanes.Add(e, TLanes.All(2)));
        return TLanes.Multiply(x, TLanes.Divide(n, TLanes.Add(n, TLanes.All(2))));
    }
}
