using Ridgeline.Diagnostics;

namespace Ridgeline.Machines.Reading;

/// <summary>A mapping, in the order of the file.</summary>
internal sealed record YamlMap(SourceSpot Spot, IReadOnlyList<YamlEntry> Entries) : YamlNode(Spot)
{
    /// <summary>The value of a key; null if there is none.</summary>
    public YamlNode? this[string key] => Entries.FirstOrDefault(entry => entry.Key == key)?.Value;
}
