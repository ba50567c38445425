using Ridgeline.Diagnostics;

namespace Ridgeline.Machines.Reading;

/// <summary>A key with its value.</summary>
/// <param name="Key">The key.</param>
/// <param name="KeySpot">Where the key stands.</param>
/// <param name="Value">The value.</param>
public sealed record YamlEntry(string Key, SourceSpot KeySpot, YamlNode Value);
