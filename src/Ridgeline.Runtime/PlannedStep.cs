using Ridgeline.Quantities;

namespace Ridgeline.Runtime;

/// <summary>What a compiled network does at once.</summary>
/// <param name="Name">Its first node's name.</param>
/// <param name="Nodes">The names of all nodes that it stands for; none if it only lays a tensor out anew.</param>
/// <param name="Moved">Bytes of the tensors that it reads and writes, as far as they are known.</param>
public sealed record PlannedStep(string Name, IReadOnlyList<string> Nodes, Bytes Moved);
