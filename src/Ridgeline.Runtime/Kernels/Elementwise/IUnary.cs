using Ridgeline.Runtime.Kernels.Lanes;

namespace Ridgeline.Runtime.Kernels.Elementwise;

/// <summary>A function of one float, for a vector of them.</summary>
internal interface IUnary
{
    /// <summary>The function of each lane.</summary>
    /// <param name="x">Its argument.</param>
    /// <param name="alpha">The operator's first parameter, if it has one.</param>
    /// <param name="beta">The second one.</param>
    TVector Of<TLanes, TVector>(TVector x, TVector alpha, TVector beta)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct;
}
