using Ridgeline.Graphs;

namespace Ridgeline.Onnx;

/// <summary>A value as a file of test data holds it: a tensor, or a list of values, or nothing.</summary>
/// <param name="Tensor">The tensor, if it is one.</param>
/// <param name="Items">The items, if it is a sequence.</param>
public sealed record OnnxValue(Tensor? Tensor, IReadOnlyList<OnnxValue>? Items = null)
{
    /// <summary>Whether it is nothing: an optional without content.</summary>
    public bool IsEmpty => Tensor is null && Items is null;
}
