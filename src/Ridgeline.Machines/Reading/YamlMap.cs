using Ridgeline.Diagnostics;

namespace Ridgeline.Machines.Reading;

/// <summary>A mapping, in the order of the file.</summary>
/// <param name="Spot">Where it begins.</param>
/// <param name="Entries">Its keys with their values; no key stands twice.</param>
public sealed record YamlMap(SourceSpot Spot, IReadOnlyList<YamlEntry> Entries) : YamlNode(Spot)
{
    /// <summary>The value of a key; null if there is none.</summary>
    public YamlNode? this[string key] => Entries.FirstOrDefault(entry => entry.Key == key)?.Value;
}
