using Ridgeline.Graphs.Operators;

namespace Ridgeline.Accelerators.Systolic;

/// <summary>What a product takes on an array, as formulas.</summary>
public static class ClosedForm
{
    /// <summary>Words that cross the edges of the array for one product.</summary>
    /// <exception cref="OverflowException">A count does not fit 64 bits.</exception>
    public static SramWords Words(Dataflow dataflow, MatrixProduct product, FoldShape shape) => dataflow switch
    {
        Dataflow.WeightStationary => WeightStationary.Words(product, shape),
        Dataflow.InputStationary => InputStationary.Words(product, shape),
        _ => OutputStationary.Words(product, shape),
    };
}
