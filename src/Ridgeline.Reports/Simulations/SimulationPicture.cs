namespace Ridgeline.Reports.Simulations;

/// <summary>Pictures of a simulation.</summary>
public enum SimulationPicture
{
    /// <summary>Cycles of each layer: streaming, loading and draining, stalls.</summary>
    Cycles,
    /// <summary>Words that each layer moves, on the chip and off it.</summary>
    Accesses,
    /// <summary>Joules of each layer by kind.</summary>
    Energy,
    /// <summary>How much of the time each cell of the array computes.</summary>
    Utilisation,
    /// <summary>What each cell does in one cycle of a fold of the largest product.</summary>
    Wavefront,
    /// <summary>What ran when.</summary>
    Timeline,
}
