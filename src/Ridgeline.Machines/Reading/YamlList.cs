using Ridgeline.Diagnostics;

namespace Ridgeline.Machines.Reading;

/// <summary>A sequence.</summary>
internal sealed record YamlList(SourceSpot Spot, IReadOnlyList<YamlNode> Items) : YamlNode(Spot);
