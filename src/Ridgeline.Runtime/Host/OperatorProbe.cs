using Ridgeline.Graphs;

namespace Ridgeline.Runtime.Host;

/// <summary>A small network whose steps are timed.</summary>
/// <param name="Name">What is done in it, and how large.</param>
/// <param name="Build">Makes it, its weights without data.</param>
public sealed record OperatorProbe(string Name, Func<Model> Build);
