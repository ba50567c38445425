using Ridgeline.Diagnostics;

namespace Ridgeline.Machines.Reading;

/// <summary>A part of a description that knows where it stands.</summary>
/// <param name="Spot">File, line and column of its first character.</param>
public abstract record YamlNode(SourceSpot Spot)
{
    /// <summary>Its tag, such as <c>!Component</c>; null without one. Machine files have none, other tools' files do.</summary>
    public string? Tag { get; init; }
}
