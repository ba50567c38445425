namespace Ridgeline.Graphs;

/// <summary>A factor of a symbolic dimension: a name, or a quotient rounded down that could not be computed.</summary>
/// <param name="text">The name, or the quotient as it is printed.</param>
/// <param name="above">What is divided; unknown for a name.</param>
/// <param name="below">What it is divided by; unknown for a name.</param>
internal sealed class DimFactor(string text, Dim above = default, Dim below = default)
{
    /// <summary>The name, or the quotient as it is printed. Two factors of one text are the same.</summary>
    public string Text { get; } = text;

    /// <summary>What is divided; unknown for a name.</summary>
    public Dim Above { get; } = above;

    /// <summary>What it is divided by; unknown for a name.</summary>
    public Dim Below { get; } = below;

    /// <summary>Whether it is a name.</summary>
    public bool IsName => Below.IsUnknown;

    /// <summary>The factor with names replaced.</summary>
    public Dim Substitute(IReadOnlyDictionary<string, Dim> bindings) =>
        bindings.TryGetValue(Text, out var bound) ? bound
        : IsName ? DimPolynomial.Of(this)
        : Above.Substitute(bindings) / Below.Substitute(bindings);

    /// <summary>Whether the name occurs in it.</summary>
    public bool Mentions(string name) => Text == name || Above.Mentions(name) || Below.Mentions(name);
}
