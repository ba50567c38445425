using System.Runtime.CompilerServices;
using Ridgeline.Runtime.Kernels.Lanes;

namespace Ridgeline.Runtime.Kernels.Elementwise;

/// <summary>a + b.</summary>
internal readonly struct Sum : IBinary
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Of<TLanes, TVector>(TVector a, TVector b)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct => TLanes.Add(a, b);
}
