using System.Globalization;
using Ridgeline.Graphs;

namespace Ridgeline.Runtime.Operators;

/// <summary>TfIdfVectorizer: how often n-grams of a pool occur in each row of tokens, weighted.</summary>
internal static class TermFrequency
{
    public static readonly Implementation[] Rows =
    [
        new("TfIdfVectorizer", Run),
    ];

    private static void Run(OperatorContext x)
    {
        var input = x.Input(0);
        var places = x.Node.Ints("ngram_indexes") ?? [];
        var weights = x.Node.Floats("weights");
        var mode = x.Node.Text("mode", "TF");
        var grams = Grams(x.Node);
        var (rows, length) = input.Rank == 2 ? (input.Dims[0], (int)input.Dims[1]) : (1, (int)input.Count);
        var width = places.DefaultIfEmpty(-1).Max() + 1;
        var output = x.Output(0, ElementType.Float, input.Rank == 2 ? [rows, width] : [width]).Span<float>();
        output.Clear();
        for (var r = 0; r < rows; r++)
        {
            var row = output.Slice(r * (int)width, (int)width);
            foreach (var gram in Occurrences(x.Node, Tokens(input, r * length, length)))
            {
                if (grams.TryGetValue(gram, out var found)) row[(int)places[found]]++;
            }
            for (var g = 0; mode != "TF" && g < places.Length; g++)
            {
                ref var count = ref row[(int)places[g]];
                count = (mode == "IDF" ? Math.Min(count, 1) : count) * (weights?[g] ?? 1);
            }
        }
    }

    private static string[] Tokens(RuntimeTensor input, int from, int count) => input.Element == ElementType.String ? input.Texts[from..(from + count)]
        : [.. Enumerable.Range(from, count).Select(i => ScalarReading.Integer(input, i).ToString(CultureInfo.InvariantCulture))];

    // The pool holds all 1-grams, then all 2-grams, …; ngram_counts says where each kind begins.
    private static Dictionary<string, int> Grams(Node node)
    {
        var pool = Texts.Attribute(node, "pool_strings")
            ?? [.. (node.Ints("pool_int64s") ?? []).Select(n => n.ToString(CultureInfo.InvariantCulture))];
        var starts = node.Ints("ngram_counts") ?? [];
        var grams = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var n = 1; n <= starts.Length; n++)
        {
            var end = n < starts.Length ? (int)starts[n] : pool.Length;
            for (var at = (int)starts[n - 1]; at + n <= end; at += n) grams.TryAdd(Key(pool.AsSpan(at, n)), grams.Count);
        }
        return grams;
    }

    private static IEnumerable<string> Occurrences(Node node, string[] tokens)
    {
        var (shortest, longest) = ((int)node.Int("min_gram_length", 1), (int)node.Int("max_gram_length", 1));
        for (var n = shortest; n <= longest; n++)
        {
            var skips = n == 1 ? 0 : node.Int("max_skip_count", 0);
            for (var skip = 0; skip <= skips; skip++)
            {
                for (var at = 0; at + ((n - 1) * (skip + 1)) < tokens.Length; at++)
                {
                    yield return Key([.. Enumerable.Range(0, n).Select(i => tokens[at + (i * (skip + 1))])]);
                }
            }
        }
    }

    // Lengths keep tokens apart that run into each other.
    private static string Key(ReadOnlySpan<string> tokens)
    {
        var key = "";
        foreach (var token in tokens) key += $"{token.Length}:{token}";
        return key;
    }
}
