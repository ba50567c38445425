using Ridgeline.Runtime.Kernels.Lanes;

namespace Ridgeline.Runtime.Kernels.Winograd;

/// <summary>A minimal filtering algorithm for three taps: outputs from as many products as inputs (Lavin and Gray, arXiv:1509.09308). Steps count floats.</summary>
internal unsafe interface IWinograd
{
    /// <summary>Inputs of a tile in one dimension.</summary>
    static abstract int Inputs { get; }

    /// <summary>Outputs of a tile in one dimension.</summary>
    static abstract int Outputs { get; }

    /// <summary>The rows of G, which transforms three taps.</summary>
    static abstract ReadOnlySpan<double> Filter { get; }

    /// <summary>Bᵀ d for one vector of channels.</summary>
    void Input<TLanes, TVector>(float* from, nint step, float* to, nint toStep)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct;

    /// <summary>Aᵀ m for one vector of filters.</summary>
    void Output<TLanes, TVector>(float* from, nint step, float* to, nint toStep)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct;
}
