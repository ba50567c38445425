namespace Ridgeline.Machines;

/// <summary>How a compute unit is fed.</summary>
public enum UnitKind
{
    /// <summary>An instruction an operation.</summary>
    Scalar,
    /// <summary>An instruction for several lanes: a vector unit, a warp.</summary>
    Simd,
    /// <summary>An instruction for a small matrix product: a tensor core, AMX.</summary>
    Matrix,
    /// <summary>A grid of multipliers through which operands move: no instruction an operation.</summary>
    Systolic,
}
