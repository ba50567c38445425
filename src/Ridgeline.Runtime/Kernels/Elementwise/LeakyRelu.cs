using System.Runtime.CompilerServices;
using Ridgeline.Runtime.Kernels.Lanes;

namespace Ridgeline.Runtime.Kernels.Elementwise;

/// <summary>x, or alpha x below 0.</summary>
internal readonly struct LeakyRelu : IUnary
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Of<TLanes, TVector>(TVector x, TVector alpha, TVector beta)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct => TLanes.Select(TLanes.Less(x, TLanes.All(0)), TLanes.Multiply(x, alpha), x);
}
