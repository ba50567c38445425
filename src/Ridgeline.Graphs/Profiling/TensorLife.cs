using Ridgeline.Quantities;

namespace Ridgeline.Graphs.Profiling;

/// <summary>A tensor and the steps during which it is held, both ends included. Without a type it is scratch memory of a node.</summary>
internal readonly record struct TensorLife(string Name, DataType? Type, Bytes Size, int Birth, int Death);
