namespace Ridgeline.Accelerators.Systolic.ScaleSim;

/// <summary>An accelerator as a SCALE-Sim <c>.cfg</c> file describes it. Sizes are in words of one byte, bandwidths in words a cycle.</summary>
public sealed record ScaleSimConfig
{
    /// <summary>What the run is called.</summary>
    public required string RunName { get; init; }

    /// <summary>Rows of the array.</summary>
    public required int Rows { get; init; }

    /// <summary>Columns of the array.</summary>
    public required int Columns { get; init; }

    /// <summary>The memory of inputs, in kB of 1024 words.</summary>
    public required long InputKilobytes { get; init; }

    /// <summary>The memory of filters, in kB of 1024 words.</summary>
    public required long FilterKilobytes { get; init; }

    /// <summary>The memory of outputs, in kB of 1024 words.</summary>
    public required long OutputKilobytes { get; init; }

    /// <summary>What stays in the array.</summary>
    public required Dataflow Dataflow { get; init; }

    /// <summary>Whether the bandwidths below hold (<c>USER</c>) or are found so that nothing stalls (<c>CALC</c>).</summary>
    public required bool IsUserBandwidth { get; init; }

    /// <summary>Words a cycle from main memory to the inputs: <c>[layout] IfmapSRAMBankBandwidth</c>.</summary>
    public int InputBandwidth { get; init; } = 10;

    /// <summary>Words a cycle from main memory to the filters: <c>[layout] FilterSRAMBankBandwidth</c>.</summary>
    public int FilterBandwidth { get; init; } = 10;

    /// <summary>Words a cycle from the outputs to main memory: <c>Bandwidth</c>, in <c>USER</c> mode only.</summary>
    public int OutputBandwidth { get; init; } = 10;

    /// <summary>How filters are pruned; null if they are not.</summary>
    public ScaleSimSparsity? Sparsity { get; init; }
}
