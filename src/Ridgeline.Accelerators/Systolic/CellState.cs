namespace Ridgeline.Accelerators.Systolic;

/// <summary>What a cell of an array does in a cycle.</summary>
public enum CellState
{
    /// <summary>Nothing.</summary>
    Idle,
    /// <summary>An operand that will stay passes or arrives.</summary>
    Loading,
    /// <summary>It holds its operand, or its finished sum, and waits.</summary>
    Holding,
    /// <summary>It multiplies and adds.</summary>
    Computing,
    /// <summary>A finished sum passes on its way out.</summary>
    Draining,
}
