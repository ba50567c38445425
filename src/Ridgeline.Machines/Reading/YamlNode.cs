using Ridgeline.Diagnostics;

namespace Ridgeline.Machines.Reading;

/// <summary>A part of a machine file that knows where it stands.</summary>
/// <param name="Spot">File, line and column of its first character.</param>
internal abstract record YamlNode(SourceSpot Spot);
