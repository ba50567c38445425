using System.Collections.Immutable;
using System.Globalization;

namespace Ridgeline.Graphs;

/// <summary>
/// One dimension of a shape, or one integer of shape arithmetic: a known number, a symbolic expression such as <c>batch</c>,
/// <c>12*seq</c> or <c>batch*seq</c>, or unknown. A symbolic one is a monomial: a coefficient times sorted factors. What is not a
/// product becomes a factor with a canonical text, such as <c>(seq+1)</c>, so that equal expressions are equal values.
/// </summary>
public readonly struct Dim : IEquatable<Dim>
{
    // Beyond this an expression says nothing to a reader, and a hostile file could grow it without end.
    private const int LongestText = 96;
    private readonly bool _stated;
    private readonly long _coefficient;
    private readonly ImmutableArray<string> _factors;

    private Dim(long coefficient, ImmutableArray<string> factors)
    {
        _stated = true;
        _coefficient = coefficient;
        _factors = coefficient == 0 ? [] : factors;
    }

    /// <summary>Nothing is known; the default value.</summary>
    public static Dim Unknown => default;

    /// <summary>A known number (a dimension is not negative; a number in shape arithmetic may be).</summary>
    public static Dim Of(long value) => new(value, []);

    /// <summary>A named dimension, such as <c>batch</c>. An empty name is <see cref="Unknown"/>.</summary>
    public static Dim Symbol(string name) => string.IsNullOrEmpty(name) || name.Length > LongestText ? Unknown : new(1, [name]);

    /// <summary>Whether it is a plain number.</summary>
    public bool IsKnown => _stated && _factors.IsEmpty;

    /// <summary>Whether nothing is known, not even a name.</summary>
    public bool IsUnknown => !_stated;

    /// <summary>Whether it is an expression of names.</summary>
    public bool IsSymbolic => _stated && !_factors.IsEmpty;

    /// <summary>Whether it is one bare name: then <paramref name="name"/> is it.</summary>
    public bool IsName(out string name)
    {
        name = IsSymbolic && _coefficient == 1 && _factors.Length == 1 ? _factors[0] : "";
        return name.Length > 0;
    }

    /// <summary>The known number.</summary>
    /// <exception cref="InvalidOperationException">It is not known.</exception>
    public long Value => IsKnown ? _coefficient : throw new InvalidOperationException($"the dimension '{this}' is not a number");

    /// <summary>The known number, or null.</summary>
    public long? ValueOrNull => IsKnown ? _coefficient : null;

    /// <summary>A number is itself.</summary>
    public static implicit operator Dim(long value) => Of(value);

    /// <summary>The product; unknown if a factor is unknown or the coefficient leaves 64 bits.</summary>
    public static Dim operator *(Dim a, Dim b)
    {
        if ((a.IsKnown && a._coefficient == 0) || (b.IsKnown && b._coefficient == 0)) return Of(0);
        if (a.IsUnknown || b.IsUnknown || !TryMultiply(a._coefficient, b._coefficient, out var coefficient)) return Unknown;
        if (a._factors.IsEmpty) return Bounded(coefficient, b._factors);
        if (b._factors.IsEmpty) return Bounded(coefficient, a._factors);
        return Bounded(coefficient, a._factors.AddRange(b._factors).Sort(StringComparer.Ordinal));
    }

    /// <summary>The sum; like terms are collected.</summary>
    public static Dim operator +(Dim a, Dim b)
    {
        if (a.IsUnknown || b.IsUnknown) return Unknown;
        if (a.IsKnown && a._coefficient == 0) return b;
        if (b.IsKnown && b._coefficient == 0) return a;
        if (a._factors.SequenceEqual(b._factors))
        {
            return TryAdd(a._coefficient, b._coefficient, out var sum) ? Bounded(sum, a._factors) : Unknown;
        }
        // Names first, then in order of text, so that a+b and b+a are the same factor.
        var swap = a.IsKnown || (!b.IsKnown && string.CompareOrdinal(a.ToString(), b.ToString()) > 0);
        var (first, second) = swap ? (b, a) : (a, b);
        var text = second.ToString();
        return Bounded(1, [text.StartsWith('-') ? $"({first}{text})" : $"({first}+{text})"]);
    }

    /// <summary>The negated value.</summary>
    public static Dim operator -(Dim a) => a * Of(-1);

    /// <summary>The difference.</summary>
    public static Dim operator -(Dim a, Dim b) => a + (-b);

    /// <summary>The quotient rounded down; common factors cancel first. Unknown for a divisor that is zero or unknown.</summary>
    public static Dim operator /(Dim a, Dim b)
    {
        if (a.IsUnknown || b.IsUnknown || b._coefficient == 0) return Unknown;
        if (a._coefficient == 0) return Of(0);
        var rest = a._factors.ToBuilder();
        var divisor = b._factors.RemoveAll(factor => rest.Remove(factor));
        var over = b._coefficient;
        if (divisor.IsEmpty && rest.Count == 0) return Of(FloorDivide(a._coefficient, over));
        if (divisor.IsEmpty && a._coefficient % over == 0) return Bounded(a._coefficient / over, rest.ToImmutable());
        var common = Gcd(a._coefficient, over);
        var above = Bounded(a._coefficient / common, rest.ToImmutable());
        var below = Bounded(over / common, divisor);
        return above.IsUnknown || below.IsUnknown ? Unknown : Bounded(1, [$"floor({above}/{below})"]);
    }

    /// <summary>The quotient rounded up.</summary>
    public static Dim CeilingDivide(Dim a, Dim b) => a.IsKnown && b.IsKnown ? -(-a / b) : (a + b - Of(1)) / b;

    /// <summary>This dimension with names replaced by what <paramref name="bindings"/> says of them.</summary>
    public Dim Substitute(IReadOnlyDictionary<string, Dim> bindings)
    {
        if (!IsSymbolic) return this;
        var result = Of(_coefficient);
        foreach (var factor in _factors)
        {
            if (bindings.TryGetValue(factor, out var bound)) result *= bound;
            // A compound factor such as (seq+1) cannot be taken apart here; inference computes it again from the inputs.
            else result *= Symbol(factor);
        }
        return result;
    }

    /// <inheritdoc/>
    public bool Equals(Dim other) => _stated == other._stated && _coefficient == other._coefficient
        && (!_stated || _factors.SequenceEqual(other._factors));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Dim other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(_stated, _coefficient, _stated && !_factors.IsEmpty ? _factors[0] : null);

    /// <summary>Same number or same expression. Two unknowns are equal as values, though they may differ as sizes.</summary>
    public static bool operator ==(Dim a, Dim b) => a.Equals(b);

    /// <summary>The opposite of equality.</summary>
    public static bool operator !=(Dim a, Dim b) => !a.Equals(b);

    /// <summary>The number, the expression, or <c>?</c>.</summary>
    public override string ToString()
    {
        if (!_stated) return "?";
        if (_factors.IsEmpty) return _coefficient.ToString(CultureInfo.InvariantCulture);
        var product = string.Join('*', _factors);
        return _coefficient == 1 ? product : $"{_coefficient.ToString(CultureInfo.InvariantCulture)}*{product}";
    }

    private static Dim Bounded(long coefficient, ImmutableArray<string> factors) =>
        factors.Sum(f => f.Length + 1) > LongestText ? Unknown : new(coefficient, factors);

    private static bool TryMultiply(long a, long b, out long product)
    {
        var wide = (Int128)a * b;
        product = unchecked((long)wide);
        return wide == product;
    }

    private static bool TryAdd(long a, long b, out long sum)
    {
        var wide = (Int128)a + b;
        sum = unchecked((long)wide);
        return wide == sum;
    }

    private static long FloorDivide(long a, long b)
    {
        if (b == -1) return a == long.MinValue ? long.MaxValue : -a;
        var quotient = a / b;
        return a % b != 0 && (a < 0) != (b < 0) ? quotient - 1 : quotient;
    }

    private static long Gcd(long a, long b)
    {
        // long.MinValue has no absolute value in 64 bits; 1 is always a common divisor.
        if (a == long.MinValue || b == long.MinValue) return 1;
        (a, b) = (Math.Abs(a), Math.Abs(b));
        while (b != 0) (a, b) = (b, a % b);
        return Math.Max(a, 1);
    }
}
