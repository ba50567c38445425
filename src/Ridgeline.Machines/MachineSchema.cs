using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Ridgeline.Machines.Reading;

namespace Ridgeline.Machines;

/// <summary>The JSON Schema of machine files, for editors, made from the reader's own table of keys.</summary>
public static class MachineSchema
{
    private static readonly JsonSerializerOptions s_options = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Its text, as <c>catalog/machine.schema.json</c> has it.</summary>
    public static string Text()
    {
        var definitions = new JsonObject();
        var root = Section(MachineKeys.Machine, definitions);
        root.Insert(0, "$schema", "https://json-schema.org/draft/2020-12/schema");
        root.Insert(1, "title", "A machine of Ridgeline");
        // A variant has all but its name and its title from what it extends.
        root["required"] = new JsonArray("name", "title");
        root["anyOf"] = new JsonArray(
            new JsonObject { ["required"] = new JsonArray("extends") },
            new JsonObject { ["required"] = Required(MachineKeys.Machine) });
        root["$defs"] = definitions;
        return root.ToJsonString(s_options) + "\n";
    }

    private static JsonObject Section(Section section, JsonObject definitions)
    {
        var properties = new JsonObject();
        foreach (var key in section.Keys)
        {
            var value = Value(key, definitions);
            value["description"] = key.About;
            properties[key.Name] = value;
        }

        return new() { ["type"] = "object", ["additionalProperties"] = false, ["properties"] = properties };
    }

    private static JsonArray Required(Section section) => [.. section.Keys.Where(k => k.IsRequired).Select(k => (JsonNode)k.Name)];

    private static JsonObject Value(KeyRule key, JsonObject definitions) => key.Kind switch
    {
        ValueKind.Section => Reference(key.Inner!(), definitions),
        ValueKind.Sections => new() { ["type"] = "array", ["items"] = Reference(key.Inner!(), definitions) },
        ValueKind.SectionByPrecision => new()
        {
            ["type"] = "object",
            ["propertyNames"] = new JsonObject { ["pattern"] = $"^({string.Join('|', NumberFormats.Names)})(/({string.Join('|', NumberFormats.Names)}))?$" },
            ["additionalProperties"] = new JsonObject
            {
                ["anyOf"] = new JsonArray(Reference(key.Inner!(), definitions), Sourced(key.Inner!().Keys[0], definitions)),
            },
        },
        ValueKind.Numbers => new() { ["type"] = "object", ["additionalProperties"] = new JsonObject { ["type"] = "number" } },
        _ => Sourced(key, definitions),
    };

    // A key set to null takes away what is inherited.
    private static JsonObject Sourced(KeyRule key, JsonObject definitions)
        => new() { ["anyOf"] = new JsonArray(Scalar(key), Reference(MachineKeys.Sourced, definitions), new JsonObject { ["type"] = "null" }) };

    private static JsonObject Scalar(KeyRule key) => key.Kind switch
    {
        ValueKind.Choice => new() { ["enum"] = new JsonArray([.. key.Choices.Select(c => (JsonNode)c)]) },
        ValueKind.Whole or ValueKind.Number => new() { ["type"] = "number" },
        ValueKind.Share => new() { ["type"] = new JsonArray("number", "string") },
        ValueKind.Text => new() { ["type"] = new JsonArray("string", "number") },
        _ => new() { ["type"] = "string" },
    };

    private static JsonObject Reference(Section section, JsonObject definitions)
    {
        var name = section.Name[(section.Name.IndexOf(' ', StringComparison.Ordinal) + 1)..];
        if (!definitions.ContainsKey(name))
        {
            // Placed first, for a memory level holds memory levels.
            definitions[name] = null;
            definitions[name] = Section(section, definitions);
        }
        return new() { ["$ref"] = $"#/$defs/{Uri.EscapeDataString(name)}" };
    }
}
