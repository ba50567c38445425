using System.Text.Json;
using System.Text.Json.Nodes;

namespace Ridgeline.Review.Pages;

/// <summary>Reviews as SARIF 2.1.0 (OASIS 2020): what code hosts show beside a change.</summary>
public static class ReviewSarif
{
    private static readonly JsonWriterOptions s_options = new() { Indented = true };

    /// <summary>Writes one run with all rules and all findings; suppressed ones carry their reason.</summary>
    public static void Write(IReadOnlyList<MachineReview> reviews, Stream to)
    {
        var run = new JsonObject
        {
            ["tool"] = new JsonObject
            {
                ["driver"] = new JsonObject
                {
                    ["name"] = "ridgeline", ["rules"] = new JsonArray([.. RulePage.All.Select(Rule)]),
                },
            },
            ["results"] = new JsonArray([.. reviews.SelectMany(r => r.Findings.Concat(r.Suppressed).Select(f => Result(r, f)))]),
        };
        var log = new JsonObject
        {
            ["$schema"] = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json", ["version"] = "2.1.0",
            ["runs"] = new JsonArray(run),
        };
        using var json = new Utf8JsonWriter(to, s_options);
        log.WriteTo(json);
    }

    private static JsonNode Rule(RulePage page) => new JsonObject
    {
        ["id"] = page.Rule, ["name"] = page.Title, ["shortDescription"] = Message(page.Title), ["fullDescription"] = Message(page.Section("What it checks")),
        ["help"] = new JsonObject { ["text"] = page.Section("What to do"), ["markdown"] = page.Text },
    };

    private static JsonNode Result(MachineReview review, Finding finding)
    {
        var result = new JsonObject
        {
            ["ruleId"] = finding.Rule, ["ruleIndex"] = Reviewer.Rules.ToList().IndexOf(finding.Rule),
            ["level"] = finding.Severity switch { Severity.High => "error", Severity.Medium => "warning", _ => "note" },
            ["message"] = Message($"{finding.Message}. {finding.Hint}."),
            ["locations"] = new JsonArray(new JsonObject
            {
                ["physicalLocation"] = new JsonObject { ["artifactLocation"] = new JsonObject { ["uri"] = Uri(review.Source) } },
                ["logicalLocations"] = new JsonArray(new JsonObject { ["fullyQualifiedName"] = $"{review.Machine.Name}/{finding.Location}" }),
            }),
            ["properties"] = new JsonObject(finding.Evidence.Select(e => KeyValuePair.Create<string, JsonNode?>(
                e.Name, new JsonObject { ["value"] = e.Value, ["unit"] = e.Unit }))),
        };
        if (finding.Reason is { } reason)
            result["suppressions"] = new JsonArray(new JsonObject { ["kind"] = "inSource", ["justification"] = reason });
        return result;
    }

    // A path with backslashes or spaces is no reference of RFC 3986.
    private static string Uri(string source) => string.Join('/', source.Replace('\\', '/').Split('/').Select(System.Uri.EscapeDataString));

    private static JsonObject Message(string text) => new() { ["text"] = text };
}
