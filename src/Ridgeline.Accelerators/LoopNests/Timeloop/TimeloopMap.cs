using System.Globalization;
using Ridgeline.Diagnostics;
using Ridgeline.Machines.Reading;

namespace Ridgeline.Accelerators.LoopNests.Timeloop;

/// <summary>A mapping of a Timeloop file, with keys in one spelling (<c>data-spaces</c> is <c>data_spaces</c>), merged maps laid under.</summary>
internal sealed class TimeloopMap
{
    private const int DeepestName = 24;

    private readonly Dictionary<string, YamlNode> _values = new(StringComparer.Ordinal);
    private readonly DiagnosticBag _diagnostics;
    private readonly TimeloopMap? _around;

    /// <summary>Takes a mapping.</summary>
    /// <param name="node">The mapping.</param>
    /// <param name="diagnostics">Gets what is wrong.</param>
    /// <param name="around">Where names in expressions are looked for that the mapping itself has not.</param>
    public TimeloopMap(YamlNode node, DiagnosticBag diagnostics, TimeloopMap? around = null)
    {
        (Node, _diagnostics, _around) = (node, diagnostics, around);
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

    public TimeloopMap? Map(string key) => Get(key) is { } node ? new(node, _diagnostics, this) : null;

    /// <summary>The same with the values of another mapping laid under.</summary>
    public TimeloopMap Over(TimeloopMap? shared)
    {
        if (shared is null) return this;
        var both = new TimeloopMap(Node, _diagnostics, shared);
        foreach (var (key, value) in shared._values) both._values.TryAdd(key, value);
        return both;
    }

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
        if (node is YamlText text && Evaluate(text.Value, 0) is { } number) return number;
        _diagnostics.Error("NEST102", node is YamlText { Value: var other } ? $"'{other}' is no number" : "here a number is expected", node.Spot,
            "a number, or arithmetic with names that stand in the same place or in 'variables'");
        return null;
    }

    private double? Evaluate(string text, int depth)
    {
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)) return double.IsFinite(number) ? number : null;
        return depth < DeepestName ? TimeloopExpression.Evaluate(text, name => Known(name, text, depth)) : null;
    }

    // A name that stands for itself, as in 'width: width', is meant further outwards.
    private double? Known(string name, string asking, int depth)
    {
        if (_values.TryGetValue(Spelling(name), out var node) && node is YamlText text && text.Value != asking) return Evaluate(text.Value, depth + 1);
        return depth < DeepestName ? _around?.Known(name, asking, depth + 1) : null;
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
