using System.Text;

namespace Ridgeline.Graphs;

/// <summary>
/// A symbolic dimension: a sum of products. Like terms are collected and sorted, so equal expressions have equal texts, and <c>seq+1-1</c> is
/// <c>seq</c> again.
/// </summary>
internal sealed class DimPolynomial
{
    // Beyond this an expression says nothing to a reader, and a hostile file could grow it without end.
    private const int LongestText = 128;

    // A quotient of sums that takes longer is not worth finding.
    private const int MostSteps = 16;

    private DimPolynomial(DimTerm[] terms, string text) => (Terms, Text) = (terms, text);

    /// <summary>The summands, sorted by key; a number comes last.</summary>
    public DimTerm[] Terms { get; }

    /// <summary>The one text of all expressions equal to this one.</summary>
    public string Text { get; }

    /// <summary>One factor alone.</summary>
    public static Dim Of(DimFactor factor) => Collect([DimTerm.Of(factor)]);

    /// <summary>The sum.</summary>
    public static Dim Sum(Dim a, Dim b) => Collect([.. a.Terms, .. b.Terms]);

    /// <summary>The product; unknown if a coefficient leaves 64 bits.</summary>
    public static Dim Product(Dim a, Dim b)
    {
        var terms = new List<DimTerm>();
        foreach (var x in a.Terms)
        {
            foreach (var y in b.Terms)
            {
                if (x.Times(y) is not { } product) return Dim.Unknown;
                terms.Add(product);
            }
        }
        return Collect(terms);
    }

    /// <summary>The quotient rounded down. What the divisor divides comes out of the rounding; common factors of the rest cancel.</summary>
    public static Dim Quotient(Dim a, Dim b)
    {
        if (b.Terms is not [var divisor]) return TryExact(a, b) ?? Rounded(a, b);
        var (whole, rest) = (new List<DimTerm>(), new List<DimTerm>());
        foreach (var term in a.Terms)
        {
            if (term.Without(divisor) is not { } quotient)
            {
                rest.Add(term);
                continue;
            }
            if (Dim.FloorDivide(term.Coefficient, divisor.Coefficient) is not { } times) return Dim.Unknown;
            if (times != 0) whole.Add(quotient.With(times));
            var left = unchecked(term.Coefficient - (times * divisor.Coefficient));
            if (left != 0) rest.Add(term.With(left));
        }
        var sum = Collect(whole);
        return rest.Count == 0 ? sum : sum + Rounded(Collect(rest), b);
    }

    private static Dim Rounded(Dim above, Dim below)
    {
        if (above.IsUnknown || below.IsUnknown) return Dim.Unknown;
        if (above.IsKnown && above.Value == 0) return above;
        (above, below) = Cancelled(above, below);
        if (above.IsKnown && below.IsKnown) return above / below;
        if (Unnested(above, below) is { } flat) return flat;
        var text = $"floor({(above.Terms is [_] ? above : $"({above})")}/{(IsOnePart(below) ? below : $"({below})")})";
        return text.Length > LongestText ? Dim.Unknown : Of(new DimFactor(text, above, below));
    }

    // floor((floor(p/m) + c) / n) = floor((p + c m) / (m n)) for whole m, n > 0: strides one after the other are one stride.
    private static Dim? Unnested(Dim above, Dim below)
    {
        if (!below.IsKnown || below.Value <= 0 || above.Terms is not [{ Coefficient: 1, Factors: [{ IsName: false } inner] }, .. var rest]) return null;
        if (!inner.Below.IsKnown || inner.Below.Value <= 0 || rest is not ([] or [{ Key: "" }])) return null;
        var number = rest is [var last] ? Dim.Of(last.Coefficient) : Dim.Of(0);
        return (inner.Above + (number * inner.Below)) / (inner.Below * below);
    }

    private static bool IsOnePart(Dim dim) => dim.Terms is [var term] && term.Factors.Length + (term.Coefficient == 1 ? 0 : 1) <= 1;

    // What divides every term of both: the greatest number, and the factors that they share.
    private static (Dim Above, Dim Below) Cancelled(Dim above, Dim below)
    {
        DimTerm[] all = [.. above.Terms, .. below.Terms];
        var number = all.Aggregate(0L, (gcd, term) => Gcd(gcd, term.Coefficient));
        if (number > 1) all = Array.ConvertAll(all, t => t.With(t.Coefficient / number));
        foreach (var factor in below.Terms[0].Factors)
        {
            var divided = Array.ConvertAll(all, t => t.Without(DimTerm.Of(factor)));
            if (Array.TrueForAll(divided, t => t is not null)) all = Array.ConvertAll(divided, t => t!.Value);
        }
        return (Collect([.. all[..above.Terms.Length]]), Collect([.. all[above.Terms.Length..]]));
    }

    // Long division of one sum by another, led by the divisor's first term; null if something is left over.
    private static Dim? TryExact(Dim a, Dim b)
    {
        var (lead, quotient, rest) = (b.Terms[0], Dim.Of(0), a);
        for (var step = 0; step < MostSteps && !rest.IsUnknown; step++)
        {
            if (rest.IsKnown && rest.Value == 0) return quotient;
            var at = Array.FindIndex(rest.Terms, t => t.Without(lead) is not null && t.Coefficient % lead.Coefficient == 0);
            if (at < 0 || Dim.FloorDivide(rest.Terms[at].Coefficient, lead.Coefficient) is not { } times) return null;
            var part = Collect([rest.Terms[at].Without(lead)!.Value.With(times)]);
            (quotient, rest) = (quotient + part, rest - (part * b));
        }
        return null;
    }

    private static Dim Collect(List<DimTerm> terms)
    {
        terms.Sort((x, y) => x.Key.Length == 0 || y.Key.Length == 0 ? y.Key.Length.CompareTo(x.Key.Length) : string.CompareOrdinal(x.Key, y.Key));
        var kept = new List<DimTerm>(terms.Count);
        for (var i = 0; i < terms.Count;)
        {
            var (first, sum) = (terms[i], Int128.Zero);
            for (; i < terms.Count && terms[i].Key == first.Key; i++) sum += terms[i].Coefficient;
            if (sum != (long)sum) return Dim.Unknown;
            if (sum != 0) kept.Add(first.With((long)sum));
        }
        if (kept.Count == 0) return Dim.Of(0);
        if (kept is [{ Key: "" } number]) return Dim.Of(number.Coefficient);
        var text = new StringBuilder();
        foreach (var term in kept) text.Append(text.Length > 0 && term.Coefficient > 0 ? "+" : "").Append(term);
        return text.Length > LongestText ? Dim.Unknown : new(new DimPolynomial([.. kept], text.ToString()));
    }

    private static long Gcd(long a, long b)
    {
        // long.MinValue has no absolute value in 64 bits; 1 is always a common divisor.
        if (a == long.MinValue || b == long.MinValue) return 1;
        (a, b) = (Math.Abs(a), Math.Abs(b));
        while (b != 0) (a, b) = (b, a % b);
        return a;
    }
}
