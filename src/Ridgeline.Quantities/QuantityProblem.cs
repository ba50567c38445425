namespace Ridgeline.Quantities;

/// <summary>Why a text is not a quantity, in the two parts that a diagnostic has.</summary>
/// <param name="Message">What is wrong.</param>
/// <param name="Hint">What to write instead; null if there is nothing to say.</param>
public sealed record QuantityProblem(string Message, string? Hint)
{
    /// <summary>Whether the text is well formed but its value does not fit.</summary>
    public bool OutOfRange { get; init; }

    /// <summary>Both parts on one line.</summary>
    public override string ToString() => Hint is null ? Message : $"{Message}; {Hint}";
}
