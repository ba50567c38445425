using System.Runtime.CompilerServices;
using Ridgeline.Runtime.Kernels.Lanes;

namespace Ridgeline.Runtime.Kernels.Elementwise;

/// <summary>x / (1 + e^-(alpha x)), also called swish; ONNX and SiLU have alpha 1: at most 5 ulp where the result is normal.</summary>
internal readonly struct Silu : IUnary
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Of<TLanes, TVector>(TVector x, TVector alpha, TVector beta)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        var z = TLanes.Clamp(TLanes.Subtract(TLanes.All(0), TLanes.Multiply(alpha, x)), TLanes.All(-87), TLanes.All(87));
        return TLanes.Divide(x, TLanes.Add(TLanes.All(1), Exponential.ExpInRange<TLanes, TVector>(z)));
    }
}
