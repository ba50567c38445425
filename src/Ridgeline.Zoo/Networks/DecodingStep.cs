namespace Ridgeline.Zoo.Networks;

/// <summary>What one run of a language model works on: the whole prompt, or one new token after a cache of earlier ones.</summary>
/// <param name="Batch">Sequences.</param>
/// <param name="Tokens">New tokens of each.</param>
/// <param name="Past">Tokens of each whose keys and values are in the cache.</param>
internal sealed record DecodingStep(long Batch, long Tokens, long Past)
{
    /// <summary>Tokens that the newest one looks at, itself included.</summary>
    public long Total => Past + Tokens;

    /// <summary>The parameters <c>phase</c>, <c>seq</c> and <c>context</c>.</summary>
    /// <param name="context">The default length of the cache.</param>
    /// <param name="most">The most tokens that the model has positions for.</param>
    public static ZooParameter[] Parameters(long context, long most) =>
    [
        ZooParameter.Word("phase", "prefill runs the prompt, decode one new token after a cache", "prefill", "decode"),
        ZooParameter.Number("seq", 128, "tokens of the prompt (prefill)", most: most),
        ZooParameter.Number("context", context, "tokens already in the key-value cache (decode)", most: most - 1),
    ];

    /// <summary>The step asked for.</summary>
    public static DecodingStep Of(ZooQuery query) => query.Word("phase") == "decode"
        ? new(query.Batch, 1, query.Number("context"))
        : new(query.Batch, query.Number("seq"), 0);
}
