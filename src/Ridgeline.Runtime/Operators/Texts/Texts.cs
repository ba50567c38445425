using System.Globalization;
using System.Text.RegularExpressions;
using Ridgeline.Graphs;

namespace Ridgeline.Runtime.Operators;

/// <summary>Operators on text.</summary>
internal static class Texts
{
    public static readonly Implementation[] Rows =
    [
        new("StringConcat", RunConcat),
        new("StringNormalizer", RunNormalizer),
        new("StringSplit", RunSplit),
        new("RegexFullMatch", RunMatch),
    ];

    /// <summary>The texts of an attribute, or null.</summary>
    public static string[]? Attribute(Node node, string name) =>
        node.Attributes.GetValueOrDefault(name)?.As<ReadOnlyMemory<byte>[]>() is { } texts
            ? Array.ConvertAll(texts, t => System.Text.Encoding.UTF8.GetString(t.Span)) : null;

    private static void RunConcat(OperatorContext x)
    {
        var (a, b) = (x.Input(0), x.Input(1));
        var output = x.Output(0, ElementType.String, BroadcastDims.Of(a.Dims, b.Dims));
        var walk = new BroadcastWalk(output.Dims, a.Dims, b.Dims);
        while (walk.Next())
        {
            for (var i = 0L; i < walk.Length; i++)
            {
                output.Texts[walk.Place + i] = a.Texts[walk.Offset(0) + (i * walk.Step(0))] + b.Texts[walk.Offset(1) + (i * walk.Step(1))];
            }
        }
    }

    // If all words are dropped one empty text is left.
    private static void RunNormalizer(OperatorContext x)
    {
        var input = x.Input(0);
        var culture = Culture(x.Node.Text("locale", ""));
        var comparer = StringComparer.Create(culture, x.Node.Int("is_case_sensitive", 0) == 0);
        var stops = (Attribute(x.Node, "stopwords") ?? []).ToHashSet(comparer);
        var change = x.Node.Text("case_change_action", "NONE");
        var words = input.Texts.Where(t => !stops.Contains(t)).Select(t => change switch
        {
            "LOWER" => t.ToLower(culture),
            "UPPER" => t.ToUpper(culture),
            _ => t,
        }).DefaultIfEmpty("").ToArray();
        words.CopyTo(x.Output(0, ElementType.String, [.. input.Dims[..^1], words.Length]).Texts, 0);
    }

    private static CultureInfo Culture(string locale)
    {
        try
        {
            return CultureInfo.GetCultureInfo(locale.Split('.')[0].Replace('_', '-'));
        }
        catch (CultureNotFoundException)
        {
            return CultureInfo.InvariantCulture;
        }
    }

    private static void RunSplit(OperatorContext x)
    {
        var input = x.Input(0);
        var most = x.Node.Attributes.ContainsKey("maxsplit") ? (int)x.Node.Int("maxsplit", 0) : int.MaxValue - 1;
        var delimiter = x.Node.Text("delimiter", "");
        var parts = Array.ConvertAll(input.Texts, t => delimiter.Length == 0 ? Words(t, most) : t.Length == 0 ? [] : t.Split(delimiter, most + 1));
        var width = parts.Length == 0 ? 0 : parts.Max(p => p.Length);
        var output = x.Output(0, ElementType.String, [.. input.Dims, width]);
        Blocks.Clear(output);
        var counts = x.Output(1, ElementType.Int64, input.Dims).Span<long>();
        for (var i = 0; i < parts.Length; i++)
        {
            parts[i].CopyTo(output.Texts, i * width);
            counts[i] = parts[i].Length;
        }
    }

    // Runs of white space divide; what is left behind the last division keeps its own.
    private static string[] Words(string text, int most)
    {
        var words = new List<string>();
        var rest = text.AsSpan().Trim();
        while (!rest.IsEmpty)
        {
            var end = 0;
            while (end < rest.Length && !char.IsWhiteSpace(rest[end])) end++;
            if (words.Count == most) end = rest.Length;
            words.Add(rest[..end].ToString());
            rest = rest[end..].TrimStart();
        }
        return [.. words];
    }

    // Without backtracking, so that no pattern takes longer than its text is long; the patterns are RE2's, which has none either.
    private static void RunMatch(OperatorContext x)
    {
        var input = x.Input(0);
        var output = x.Output(0, ElementType.Bool, input.Dims);
        var pattern = Pattern(x.Node.Text("pattern", ""));
        for (var i = 0; i < input.Texts.Length; i++) output.Bytes[i] = pattern.IsMatch(input.Texts[i]) ? (byte)1 : (byte)0;
    }

    private static Regex Pattern(string pattern)
    {
        try
        {
            return new($@"\A(?:{pattern})\z", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            throw new OperatorException($"the pattern cannot be used: {e.Message}");
        }
    }
}
