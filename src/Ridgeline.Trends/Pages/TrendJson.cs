using System.Text.Encodings.Web;
using System.Text.Json;

namespace Ridgeline.Trends;

/// <summary>Topics as JSON: schema 1; times in months where the key says so.</summary>
public static class TrendJson
{
    private const int SchemaVersion = 1;
    private static readonly JsonWriterOptions s_options = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes an object with the array <c>topics</c>.</summary>
    public static void Write(IReadOnlyList<TrendTopic> topics, Stream to)
    {
        using var json = new Utf8JsonWriter(to, s_options);
        json.WriteStartObject();
        json.WriteNumber("schema_version", SchemaVersion);
        json.WriteStartArray("topics");
        foreach (var topic in topics) Topic(json, topic);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Topic(Utf8JsonWriter json, TrendTopic topic)
    {
        json.WriteStartObject();
        json.WriteString("topic", topic.Name);
        json.WriteString("question", topic.Question);
        Array(json, "answers", topic.Answers, json.WriteStringValue);
        Array(json, "fits", topic.Fits, fit => Fit(json, fit));
        Array(json, "bends", topic.Bends, bend => Object(json, ("series", bend.Series.Name), ("bend_year", bend.Bend), ("bend_year_low", bend.BendLow),
            ("bend_year_high", bend.BendHigh), ("growth_before", Math.Pow(2, bend.SlopeBefore)), ("growth_after", Math.Pow(2, bend.SlopeAfter))));
        Array(json, "figures", topic.Figures, f => Object(json, ("figure", f.Name), ("value", f.Value), ("unit", f.Unit), ("stated", f.Stated), ("how", f.How)));
        Array(json, "projections", topic.Projections, p => Object(json, ("projection", p.Name), ("year", p.Year), ("value", p.Value), ("low", p.Low),
            ("high", p.High), ("unit", p.Unit), ("basis", p.Basis)));
        Array(json, "assumptions", topic.Assumptions, a => Object(json, ("assumption", a.Name), ("value", a.Value), ("unit", a.Unit), ("meaning", a.Meaning)));
        Array(json, "sources", topic.Sources, s => Object(json, ("source", s.Name), ("url", s.Url), ("licence", s.Licence)));
        json.WriteEndObject();
    }

    private static void Fit(Utf8JsonWriter json, TrendFit fit) => Object(json, ("series", fit.Fit.Series.Name), ("unit", fit.Fit.Series.Unit),
        ("population", fit.Population), ("count", fit.Fit.Count), ("first_year", fit.Fit.Series.Points[0].Year), ("last_year", fit.Fit.Series.Points[^1].Year),
        ("doubling_months", fit.Fit.DoublingMonths), ("doubling_months_low", fit.Fit.ShortestMonths), ("doubling_months_high", fit.Fit.LongestMonths),
        ("growth_per_year", fit.Fit.Growth), ("r_squared", fit.Fit.RSquared), ("published_months", fit.PublishedMonths), ("published_by", fit.PublishedBy));

    private static void Array<T>(Utf8JsonWriter json, string key, IEnumerable<T> items, Action<T> write)
    {
        json.WriteStartArray(key);
        foreach (var item in items) write(item);
        json.WriteEndArray();
    }

    private static void Object(Utf8JsonWriter json, params (string Key, object? Value)[] members)
    {
        json.WriteStartObject();
        foreach (var (key, value) in members)
        {
            json.WritePropertyName(key);
            switch (value)
            {
                case string text: json.WriteStringValue(text); break;
                case double number: json.WriteNumberValue(number); break;
                case int count: json.WriteNumberValue(count); break;
                default: json.WriteNullValue(); break;
            }
        }
        json.WriteEndObject();
    }
}
