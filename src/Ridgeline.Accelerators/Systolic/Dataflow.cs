namespace Ridgeline.Accelerators.Systolic;

/// <summary>What stays in place in an array while the others move through it.</summary>
public enum Dataflow
{
    /// <summary>Weights stay (<c>ws</c>): rows are what is summed over, columns output channels, input positions stream.</summary>
    WeightStationary,
    /// <summary>Inputs stay (<c>is</c>): rows are what is summed over, columns input positions, output channels stream.</summary>
    InputStationary,
    /// <summary>Sums stay (<c>os</c>): rows are input positions, columns output channels, what is summed over streams.</summary>
    OutputStationary,
    /// <summary>Rows of filters stay (<c>rs</c>), and slide over rows of inputs: no systolic array, but PEs with scratchpads, as in Eyeriss.</summary>
    RowStationary,
}
