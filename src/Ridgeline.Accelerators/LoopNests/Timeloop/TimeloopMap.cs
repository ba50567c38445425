using System.Globalization;
using Ridgeline.Diagnostics;
using Ridgeline.Machines.Reading;

namespace Ridgeline.Accelerators.LoopNests.Timeloop;

/// <summary>A mapping of a Timeloop file, with keys in one spelling (<c>data-spaces</c> is <c>data_spaces</c>), merged maps laid under.</summary>
internal sealed class TimeloopMap
{
    private readonly Dictionary<string, YamlNode> _values = new(StringComparer.Ordinal);
    private readonly DiagnosticBag _diagnostics;

    public TimeloopMap(YamlNode node, DiagnosticBag diagnostics)
    {
        (Node, _diagnostics) = (node, diagnostics);
        if (node is YamlMap map) Add(map, 0);
        else if (node is not YamlText { IsNull: true }) diagnostics.Error("NEST101", "here keys with values are expected", node.Spot);
    }

    public YamlNode Node { get; }

    public string? Tag => Node.Tag;

    public IEnumerable<KeyValuePair<string, YamlNode>> Values => _values;

    public static string Spelling(string key) => key.Replace('-', '_');

    public YamlNode? Get(string key) => _values.TryGetValue(key, out var node) && node is not YamlText { IsNull: true } ? node : null;

    public YamlNode? Get(params ReadOnlySpan<string> keys)
    {
        foreach (var key in keys)
        {
            if (Get(key) is { } node) return node;
        }
        return null;
    }

    public TimeloopMap? Map(string key) => Get(key) is { } node ? new(node, _diagnostics) : null;

    public IReadOnlyList<YamlNode> List(string key) => Get(key) switch
    {
        null => [],
        YamlList list => list.Items,
        var one => [one],
    };

    public string? Text(params ReadOnlySpan<string> keys) => Get(keys) is YamlText text ? text.Value : null;

    public double? Number(params ReadOnlySpan<string> keys)
    {
        if (Get(keys) is not { } node) return null;
        if (node is YamlText text && double.TryParse(text.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)) return number;
        _diagnostics.Error("NEST102", $"'{(node as YamlText)?.Value}' is no number", node.Spot, "expressions are not evaluated here: write the number");
        return null;
    }

    public long? Whole(params ReadOnlySpan<string> keys)
    {
        if (Number(keys) is not { } number) return null;
        if (number == Math.Floor(number) && Math.Abs(number) < 1L << 53) return (long)number;
        _diagnostics.Error("NEST102", $"'{number}' is no whole number", Get(keys)!.Spot);
        return null;
    }

    public bool? Flag(params ReadOnlySpan<string> keys) => Text(keys)?.ToLowerInvariant() switch
    {
        null => null,
        "true" or "yes" or "1" => true,
        _ => false,
    };

    private void Add(YamlMap map, int depth)
    {
        foreach (var entry in map.Entries)
        {
            if (entry.Key.Trim('<').Length > 0) _values[Spelling(entry.Key)] = entry.Value;
        }
        if (depth > 8) return;
        foreach (var entry in map.Entries.Where(e => e.Key.Trim('<').Length == 0))
        {
            foreach (var under in entry.Value is YamlList list ? list.Items : [entry.Value]) Under(under, depth);
        }
    }

    private void Under(YamlNode node, int depth)
    {
        if (node is not YamlMap map) return;
        var kept = new Dictionary<string, YamlNode>(_values, StringComparer.Ordinal);
        Add(map, depth + 1);
        foreach (var (key, value) in kept) _values[key] = value;
    }
}
