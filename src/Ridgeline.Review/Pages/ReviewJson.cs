using System.Text.Encodings.Web;
using System.Text.Json;
using Ridgeline.Review.Uses;

namespace Ridgeline.Review.Pages;

/// <summary>Reviews as JSON: schema 1; evidence in SI base units with the unit beside the value.</summary>
public static class ReviewJson
{
    private const int SchemaVersion = 1;
    private static readonly JsonWriterOptions s_options = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes an object with <c>machines</c>, <c>findings</c>, <c>suppressed</c> and, where a use was asked for, <c>scores</c>.</summary>
    public static void Write(IReadOnlyList<MachineReview> reviews, IReadOnlyList<UseScore> scores, Stream to)
    {
        using var json = new Utf8JsonWriter(to, s_options);
        json.WriteStartObject();
        json.WriteNumber("schema_version", SchemaVersion);
        json.WriteStartArray("machines");
        foreach (var review in reviews) Machine(json, review);
        json.WriteEndArray();
        Findings(json, reviews);
        if (scores.Count > 0) Scores(json, scores);
        json.WriteEndObject();
    }

    /// <summary>Writes the arrays <c>findings</c> and <c>suppressed</c> into an object that is open.</summary>
    public static void Findings(Utf8JsonWriter json, IReadOnlyList<MachineReview> reviews)
    {
        Findings(json, "findings", reviews.SelectMany(r => r.Findings.Select(f => (r, f))));
        Findings(json, "suppressed", reviews.SelectMany(r => r.Suppressed.Select(f => (r, f))));
    }

    private static void Machine(Utf8JsonWriter json, MachineReview review)
    {
        json.WriteStartObject();
        json.WriteString("machine", review.Machine.Name);
        json.WriteString("source", review.Source);
        Strings(json, "uses", review.Uses);
        Strings(json, "networks", review.Networks);
        Strings(json, "notes", review.Notes);
        json.WriteEndObject();
    }

    private static void Findings(Utf8JsonWriter json, string key, IEnumerable<(MachineReview Review, Finding Finding)> findings)
    {
        json.WriteStartArray(key);
        foreach (var (review, finding) in findings)
        {
            json.WriteStartObject();
            json.WriteString("machine", review.Machine.Name);
            json.WriteString("rule", finding.Rule);
            json.WriteString("severity", ReviewTables.Word(finding.Severity));
            json.WriteString("message", finding.Message);
            json.WriteStartObject("evidence");
            foreach (var evidence in finding.Evidence) One(json, evidence);
            json.WriteEndObject();
            json.WriteString("location", finding.Location);
            json.WriteString("hint", finding.Hint);
            if (finding.Reason is not null) json.WriteString("reason", finding.Reason);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void One(Utf8JsonWriter json, Evidence evidence)
    {
        json.WriteStartObject(evidence.Name);
        json.WriteNumber("value", evidence.Value);
        json.WriteString("unit", evidence.Unit);
        json.WriteEndObject();
    }

    private static void Scores(Utf8JsonWriter json, IReadOnlyList<UseScore> scores)
    {
        json.WriteStartArray("scores");
        foreach (var score in scores)
        {
            json.WriteStartObject();
            json.WriteString("machine", score.Machine.Name);
            json.WriteString("use", score.Use.Name);
            json.WriteNumber("score", score.Total);
            json.WriteStartArray("needs");
            foreach (var part in score.Parts) Need(json, part.Need, part.Value, part.Score);
            json.WriteEndArray();
            json.WriteStartObject("modules");
            foreach (var (module, near) in score.Modules) json.WriteNumber(module, near);
            json.WriteEndObject();
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void Need(Utf8JsonWriter json, UseNeed need, double? value, double? score)
    {
        json.WriteStartObject();
        json.WriteString("need", need.Measure);
        json.WriteNumber("weight", need.Weight);
        Number("value", value);
        json.WriteString("unit", Measures.UnitOf(need.Measure));
        Number("score", score);
        json.WriteString("source", need.Source);
        json.WriteEndObject();

        void Number(string key, double? number)
        {
            if (number is { } known) json.WriteNumber(key, known);
            else json.WriteNull(key);
        }
    }

    private static void Strings(Utf8JsonWriter json, string key, IEnumerable<string> texts)
    {
        json.WriteStartArray(key);
        foreach (var text in texts) json.WriteStringValue(text);
        json.WriteEndArray();
    }
}
