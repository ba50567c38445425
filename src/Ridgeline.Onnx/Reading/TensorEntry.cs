using Ridgeline.Graphs;

namespace Ridgeline.Onnx.Reading;

/// <summary>A tensor as a file names it.</summary>
/// <param name="Header">Its name, documentation and properties.</param>
/// <param name="Tensor">The tensor, or null if it is broken, which was then reported.</param>
internal readonly record struct TensorEntry(TensorHeader Header, Tensor? Tensor);
