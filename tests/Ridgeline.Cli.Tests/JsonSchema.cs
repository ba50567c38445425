using System.Text.Json;
using System.Text.RegularExpressions;

namespace Ridgeline.Cli.Tests;

/// <summary>Holds JSON against a schema of draft 4: the keywords that the schema of SARIF has, and an error for any other, so that none is passed
/// over.</summary>
public sealed class JsonSchema(JsonElement root)
{
    private static readonly HashSet<string> s_words = ["$schema", "id", "title", "description", "default", "definitions", "format"];

    /// <summary>Where and why a document breaks the schema; empty if it does not.</summary>
    public IReadOnlyList<string> Problems(JsonElement document)
    {
        var problems = new List<string>();
        Check(root, document, "$", problems);
        return problems;
    }

    private void Check(JsonElement schema, JsonElement value, string path, List<string> problems)
    {
        foreach (var keyword in schema.EnumerateObject().Where(k => !s_words.Contains(k.Name)))
        {
            if (!Holds(keyword, schema, value, path, problems)) problems.Add($"{path}: {keyword.Name} {Short(keyword.Value)} does not hold for {Short(value)}");
        }
    }

    // True also where what is within was checked, and told, by itself.
    private bool Holds(JsonProperty keyword, JsonElement schema, JsonElement value, string path, List<string> problems)
    {
        var (rule, isObject, isArray) = (keyword.Value, value.ValueKind == JsonValueKind.Object, value.ValueKind == JsonValueKind.Array);
        switch (keyword.Name)
        {
            case "$ref": Check(Find(rule.GetString()!), value, path, problems); return true;
            case "type": return (rule.ValueKind == JsonValueKind.Array ? [.. rule.EnumerateArray()] : new[] { rule }).Any(t => Is(value, t.GetString()!));
            case "enum": return rule.EnumerateArray().Any(e => JsonElement.DeepEquals(e, value));
            case "required": return !isObject || rule.EnumerateArray().All(r => value.TryGetProperty(r.GetString()!, out _));
            case "properties":
                foreach (var property in isObject ? rule.EnumerateObject().ToArray() : [])
                {
                    if (value.TryGetProperty(property.Name, out var within)) Check(property.Value, within, $"{path}.{property.Name}", problems);
                }
                return true;
            case "additionalProperties": return !isObject || Others(schema, rule, value, path, problems);
            case "items":
                foreach (var (item, i) in isArray ? value.EnumerateArray().Select((item, i) => (item, i)) : []) Check(rule, item, $"{path}[{i}]", problems);
                return true;
            case "minItems": return !isArray || value.GetArrayLength() >= rule.GetInt32();
            case "uniqueItems": return !isArray || !rule.GetBoolean() || value.EnumerateArray().Select(e => e.GetRawText()).Distinct()
                .Count() == value.GetArrayLength();
            case "minimum": return value.ValueKind != JsonValueKind.Number || value.GetDouble() >= rule.GetDouble();
            case "maximum": return value.ValueKind != JsonValueKind.Number || value.GetDouble() <= rule.GetDouble();
            case "pattern": return value.ValueKind != JsonValueKind.String || Regex.IsMatch(value.GetString()!, rule.GetString()!);
            case "anyOf": return rule.EnumerateArray().Any(s => Passes(s, value));
            case "oneOf": return rule.EnumerateArray().Count(s => Passes(s, value)) == 1;
            default: throw new NotSupportedException($"the keyword '{keyword.Name}' is not checked");
        }
    }

    private bool Others(JsonElement schema, JsonElement rule, JsonElement value, string path, List<string> problems)
    {
        var named = schema.TryGetProperty("properties", out var properties) ? properties.EnumerateObject().Select(p => p.Name).ToHashSet() : [];
        var others = value.EnumerateObject().Where(p => !named.Contains(p.Name)).ToList();
        if (rule.ValueKind == JsonValueKind.False) return others.Count == 0;
        foreach (var other in rule.ValueKind == JsonValueKind.Object ? others : []) Check(rule, other.Value, $"{path}.{other.Name}", problems);
        return true;
    }

    private bool Passes(JsonElement schema, JsonElement value)
    {
        var problems = new List<string>();
        Check(schema, value, "", problems);
        return problems.Count == 0;
    }

    private JsonElement Find(string reference) => reference[2..].Split('/').Aggregate(root, (at, name) => at.GetProperty(name));

    private static bool Is(JsonElement value, string type) => type switch
    {
        "object" => value.ValueKind == JsonValueKind.Object,
        "array" => value.ValueKind == JsonValueKind.Array,
        "string" => value.ValueKind == JsonValueKind.String,
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "null" => value.ValueKind == JsonValueKind.Null,
        "integer" => value.ValueKind == JsonValueKind.Number && value.GetDouble() % 1 == 0,
        _ => value.ValueKind == JsonValueKind.Number,
    };

    private static string Short(JsonElement value) => value.GetRawText() is { Length: > 80 } text ? text[..80] : value.GetRawText();
}
