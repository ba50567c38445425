using Ridgeline.Diagnostics;

namespace Ridgeline.Machines.Reading;

/// <summary>A sequence.</summary>
/// <param name="Spot">Where it begins.</param>
/// <param name="Items">What is in it.</param>
public sealed record YamlList(SourceSpot Spot, IReadOnlyList<YamlNode> Items) : YamlNode(Spot);
