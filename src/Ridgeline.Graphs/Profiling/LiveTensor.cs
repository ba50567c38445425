using Ridgeline.Quantities;

namespace Ridgeline.Graphs.Profiling;

/// <summary>A tensor held at the peak.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its type, as text.</param>
/// <param name="Size">Its size.</param>
public readonly record struct LiveTensor(string Name, string Type, Bytes Size);
