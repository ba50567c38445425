namespace Ridgeline.Graphs;

/// <summary>A constant in coordinate form: values and where they stand.</summary>
/// <param name="Values">The non-zero elements, shape [nnz]; the tensor's name and element type are this one's.</param>
/// <param name="Indices">Int64: [nnz] linear indices or [nnz, rank] coordinates, ascending.</param>
/// <param name="Dims">The shape of the dense tensor it stands for.</param>
public sealed record SparseTensor(Tensor Values, Tensor Indices, long[] Dims)
{
    /// <summary>Its type.</summary>
    public SparseTensorType Type => new(Values.Element, Shape.Of(Dims));
}
