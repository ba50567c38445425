using Ridgeline.Runtime.Kernels.Lanes;

namespace Ridgeline.Runtime.Kernels.Elementwise;

/// <summary>A function of two floats, for vectors of them.</summary>
internal interface IBinary
{
    /// <summary>The function of each pair of lanes.</summary>
    TVector Of<TLanes, TVector>(TVector a, TVector b)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct;
}
