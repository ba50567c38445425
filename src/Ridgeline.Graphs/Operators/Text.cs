namespace Ridgeline.Graphs.Operators;

/// <summary>Operators on text. Their arithmetic is that of characters and is not counted.</summary>
internal static class Text
{
    public static readonly Operator[] Rows =
    [
        new("StringNormalizer", [10], InferNormalizer) { Traits = Traits.NoGradient },
        new("StringConcat", [20], x => x.Output(0, ElementType.String, Broadcasting.Broadcast(x.Shape(0), x.Shape(1)))) { Traits = Traits.NoGradient },
        new("StringSplit", [20], InferSplit) { Traits = Traits.NoGradient },
        new("RegexFullMatch", [20], x => x.Output(0, ElementType.Bool, x.Shape(0))) { Traits = Traits.NoGradient },
        new("TfIdfVectorizer", [9], InferTfIdf) { Traits = Traits.NoGradient },
    ];

    // How many stop words go is known only from the words.
    private static void InferNormalizer(InferenceContext x)
    {
        var input = x.Shape(0);
        var kept = !x.Node.Attributes.TryGetValue("stopwords", out var words) || words.Content is ReadOnlyMemory<byte>[] { Length: 0 };
        if (input.HasRank && input.Rank is 0 or > 2) throw new InferenceException($"the input {input} is neither [C] nor [1, C]");
        x.Output(0, ElementType.String, kept || !input.HasRank ? input : input.With(-1, Dim.Unknown));
    }

    private static void InferSplit(InferenceContext x)
    {
        var input = x.Shape(0);
        x.Output(0, ElementType.String, input.HasRank ? [.. input, Dim.Unknown] : Shape.Unknown);
        x.Output(1, ElementType.Int64, input);
    }

    private static void InferTfIdf(InferenceContext x)
    {
        var input = x.Shape(0);
        var places = x.Node.Ints("ngram_indexes") is { Length: > 0 } indices ? Dim.Of(indices.Max() + 1) : Dim.Unknown;
        x.Output(0, ElementType.Float, input.HasRank ? input.Rank switch
        {
            1 => [places],
            2 => [input[0], places],
            _ => throw new InferenceException($"the input {input} is neither [C] nor [N, C]"),
        } : Shape.Unknown);
    }
}
