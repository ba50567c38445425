using System.Runtime.CompilerServices;
using Ridgeline.Runtime.Kernels.Lanes;

namespace Ridgeline.Runtime.Kernels.Elementwise;

/// <summary>x times (alpha x + beta limited to 0..1); ONNX has 1/6 and 1/2.</summary>
internal readonly struct HardSwish : IUnary
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Of<TLanes, TVector>(TVector x, TVector alpha, TVector beta)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct => TLanes.Multiply(x, default(HardSigmoid).Of<TLanes, TVector>(x, alpha, beta));
}
