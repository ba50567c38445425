using Ridgeline.Diagnostics;

namespace Ridgeline.Machines.Reading;

/// <summary>A key with its value.</summary>
internal sealed record YamlEntry(string Key, SourceSpot KeySpot, YamlNode Value);
