using Ridgeline.Accelerators.Systolic.RowSets;
using Ridgeline.Machines;
using Ridgeline.Quantities;

namespace Ridgeline.Accelerators.Systolic;

/// <summary>Systolic arrays of one kind with their memories, a vector unit beside them, and what each costs. A word is one operand.</summary>
public sealed record SystolicArray
{
    /// <summary>What it is called.</summary>
    public required string Name { get; init; }

    /// <summary>Rows of an array.</summary>
    public required int Rows { get; init; }

    /// <summary>Columns of an array.</summary>
    public required int Columns { get; init; }

    /// <summary>Arrays side by side, which share the memories.</summary>
    public int Count { get; init; } = 1;

    /// <summary>What stays in place.</summary>
    public required Dataflow Dataflow { get; init; }

    /// <summary>Whether cells have a second register, so that the next fold is loaded behind the present one.</summary>
    public bool IsDoubleBuffered { get; init; }

    /// <summary>The clock.</summary>
    public required Hertz Clock { get; init; }

    /// <summary>What is multiplied, and what it is summed in.</summary>
    public Precision Precision { get; init; } = Precision.Of(NumberFormat.Int8);

    /// <summary>The memory that inputs stream from.</summary>
    public required Bytes InputSize { get; init; }

    /// <summary>The memory that weights come from.</summary>
    public required Bytes WeightSize { get; init; }

    /// <summary>The memory that sums gather in.</summary>
    public required Bytes OutputSize { get; init; }

    /// <summary>What may stay on the chip from one layer to the next.</summary>
    public required Bytes ResidentSize { get; init; }

    /// <summary>Bytes a cycle to and from main memory, both together; infinite if it is not modelled.</summary>
    public double BytesPerCycle { get; init; } = double.PositiveInfinity;

    /// <summary>Whether a fold fetches a whole tile of weights, however little of it is used.</summary>
    public bool LoadsWholeTiles { get; init; }

    /// <summary>Whether main memory holds weights alone, and activations come and go another way.</summary>
    public bool HasWeightMemory { get; init; }

    /// <summary>Operations that are no products: how many a cycle.</summary>
    public double VectorPerCycle { get; init; } = 1;

    /// <summary>Exponentials, divisions and the like: how many a cycle.</summary>
    public double SpecialPerCycle { get; init; } = 1;

    /// <summary>Whether pools are made as results leave the array, as element-wise operators are.</summary>
    public bool PoolsOnTheWay { get; init; }

    /// <summary>How inputs and results come from and go to the host, where they pass main memory by; null if that is not simulated.</summary>
    public HostLink? Host { get; init; }

    /// <summary>What the cells of a row-stationary array have of their own; null for a systolic one.</summary>
    public RowCells? RowCells { get; init; }

    /// <summary>What its description leaves open, in words.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>What operations and bytes cost.</summary>
    public required ArrayEnergy Energy { get; init; }

    /// <summary>Bytes of a word.</summary>
    public double WordBytes => Precision.Element.Bits() / 8d;

    /// <summary>Bytes of a sum.</summary>
    public double SumBytes => Precision.Accumulate.Bits() / 8d;

    /// <summary>MACs that all arrays can do in a cycle.</summary>
    public double MacsPerCycle => (double)Rows * Columns * Count;
}
