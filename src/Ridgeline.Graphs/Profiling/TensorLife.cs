using Ridgeline.Quantities;

namespace Ridgeline.Graphs.Profiling;

/// <summary>A tensor and the steps during which it is held, both ends included.</summary>
internal readonly record struct TensorLife(string Name, string Type, Bytes Size, int Birth, int Death);
