using System.IO.Enumeration;
using Ridgeline.Diagnostics;

namespace Ridgeline.Machines.Reading;

/// <summary>What one file says of where its numbers come from: <c>source</c> and <c>confidence</c> for all, <c>sources</c> for some.</summary>
internal sealed class FileSources
{
    private readonly List<(string Pattern, SourceSpot Spot, SourceNote Note)> _some = [];
    private readonly HashSet<string> _used = new(StringComparer.Ordinal);

    private FileSources(SourceNote? all) => All = all;

    /// <summary>What holds for numbers of which nothing else is said; null if the file does not say.</summary>
    public SourceNote? All { get; }

    /// <summary>Reads it from a file, before anything is laid over that.</summary>
    public static FileSources Of(YamlMap root)
    {
        var confidence = ConfidenceOf(root) ?? Confidence.Medium;
        var sources = new FileSources(Text(root, "source") is { } source ? new(source.Value, confidence) : null);
        foreach (var group in (root["sources"] as YamlList)?.Items.OfType<YamlMap>() ?? [])
        {
            if (Text(group, "source") is not { } name || Text(group, "of") is not { } paths) continue;
            var note = new SourceNote(name.Value, ConfidenceOf(group) ?? confidence, Text(group, "note")?.Value);
            foreach (var path in paths.Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
                sources._some.Add((path, paths.Spot, note));
        }
        return sources;
    }

    /// <summary>What the file says of a number in it; null if only what holds for all.</summary>
    public SourceNote? Of(string path)
    {
        SourceNote? found = null;
        foreach (var (pattern, _, note) in _some.Where(s => FileSystemName.MatchesSimpleExpression(s.Pattern, path, ignoreCase: false)))
        {
            _used.Add(pattern);
            found ??= note;
        }
        return found;
    }

    /// <summary>Tells of sources for numbers that are not there.</summary>
    public void Tell(ReadSession session)
    {
        foreach (var (pattern, spot, _) in _some.Where(s => !_used.Contains(s.Pattern)))
            session.Error(spot, "MACH122", $"a source is named for '{pattern}', and the file has no such number",
                "write the keys and names on the way to it, such as memory/bandwidth or units/*/rates/fp16/peak; * stands for whatever is there");
    }

    private static YamlText? Text(YamlMap map, string key) => map[key] as YamlText is { IsNull: false } text ? text : null;

    private static Confidence? ConfidenceOf(YamlMap map)
        => Text(map, "confidence") is { } text && Enum.TryParse<Confidence>(text.Value, ignoreCase: true, out var confidence) ? confidence : null;
}
