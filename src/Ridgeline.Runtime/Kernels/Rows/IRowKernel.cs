using Ridgeline.Runtime.Kernels.Lanes;

namespace Ridgeline.Runtime.Kernels.Rows;

/// <summary>A function of a row of floats.</summary>
internal unsafe interface IRowKernel
{
    /// <summary>Computes one row.</summary>
    /// <param name="task">What it is told.</param>
    /// <param name="row">Which row.</param>
    void Run<TLanes, TVector>(in RowTask task, nint row)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct;
}
