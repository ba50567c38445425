namespace Ridgeline.Graphs.Operators;

/// <summary>Matrix products of one size that a node does: M x K times K x N.</summary>
/// <param name="M">Rows of the left matrix: positions, examples.</param>
/// <param name="N">Columns of the right matrix: output channels.</param>
/// <param name="K">What is summed over.</param>
/// <param name="Count">Independent ones: groups, heads.</param>
/// <param name="Steps">Times that one must wait for the other: steps of a recurrent network.</param>
public readonly record struct MatrixProduct(long M, long N, long K, long Count = 1, long Steps = 1)
{
    /// <summary>The convolution that it is; null if it is none, or not one over a plane.</summary>
    public PlaneWindow? Window { get; init; }

    /// <summary>MACs of all of them.</summary>
    public Int128 Macs => (Int128)M * N * K * Count * Steps;
}
