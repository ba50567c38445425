using Ridgeline.Diagnostics;

namespace Ridgeline.Machines.Reading;

/// <summary>A scalar.</summary>
/// <param name="Spot">Where it stands.</param>
/// <param name="Value">Its text, unquoted.</param>
/// <param name="IsPlain">Whether it stands without quotes.</param>
public sealed record YamlText(SourceSpot Spot, string Value, bool IsPlain) : YamlNode(Spot)
{
    /// <summary>Whether it says that there is nothing.</summary>
    public bool IsNull => IsPlain && Value is "" or "~" or "null";
}
