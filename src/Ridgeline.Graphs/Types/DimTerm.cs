namespace Ridgeline.Graphs;

/// <summary>One summand of a symbolic dimension: a coefficient times factors, which are sorted by text. Without factors it is a number.</summary>
internal readonly struct DimTerm
{
    private DimTerm(long coefficient, DimFactor[] factors, string key) => (Coefficient, Factors, Key) = (coefficient, factors, key);

    /// <summary>The number before the factors; not 0.</summary>
    public long Coefficient { get; }

    /// <summary>Names and quotients, sorted by text.</summary>
    public DimFactor[] Factors { get; }

    /// <summary>The factors as text: terms of one key are like terms. Empty for a number.</summary>
    public string Key { get; }

    /// <summary>A number.</summary>
    public static DimTerm Of(long number) => new(number, [], "");

    /// <summary>One factor.</summary>
    public static DimTerm Of(DimFactor factor) => new(1, [factor], factor.Text);

    /// <summary>The same factors with another coefficient.</summary>
    public DimTerm With(long coefficient) => new(coefficient, Factors, Key);

    /// <summary>The product, or null if the coefficient leaves 64 bits.</summary>
    public DimTerm? Times(DimTerm other)
    {
        var wide = (Int128)Coefficient * other.Coefficient;
        if (wide != (long)wide) return null;
        return Create((long)wide, [.. Factors.Concat(other.Factors).OrderBy(f => f.Text, StringComparer.Ordinal)]);
    }

    /// <summary>
    /// What is left of the factors if those of <paramref name="divisor"/> are taken out, with this coefficient; null if they are not all there.
    /// </summary>
    public DimTerm? Without(DimTerm divisor)
    {
        var rest = Factors.ToList();
        foreach (var factor in divisor.Factors)
        {
            var at = rest.FindIndex(f => f.Text == factor.Text);
            if (at < 0) return null;
            rest.RemoveAt(at);
        }
        return Create(Coefficient, [.. rest]);
    }

    /// <summary>The term as text, without a sign in front unless it is negative.</summary>
    public override string ToString() => Key.Length == 0 ? $"{Coefficient}" : Coefficient switch { 1 => Key, -1 => $"-{Key}", _ => $"{Coefficient}*{Key}" };

    private static DimTerm Create(long coefficient, DimFactor[] factors) =>
        new(coefficient, factors, string.Join('*', factors.Select(f => f.Text)));
}
