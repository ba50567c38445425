using System.Globalization;

namespace Ridgeline.Graphs;

/// <summary>
/// One dimension of a shape, or one integer of shape arithmetic: a known number, a symbolic expression such as <c>batch</c>, <c>12*seq</c>,
/// <c>past+1</c> or <c>floor(seq/2)</c>, or unknown. Expressions have a canonical form, so that equal expressions are equal values.
/// </summary>
public readonly struct Dim : IEquatable<Dim>
{
    // No honest name of a dimension is longer.
    private const int LongestName = 96;
    private readonly bool _isKnown;
    private readonly long _number;
    private readonly DimPolynomial? _expression;

    private Dim(long number) => (_isKnown, _number) = (true, number);

    internal Dim(DimPolynomial expression) => _expression = expression;

    /// <summary>Nothing is known; the default value.</summary>
    public static Dim Unknown => default;

    /// <summary>A known number (a dimension is not negative; a number in shape arithmetic may be).</summary>
    public static Dim Of(long value) => new(value);

    /// <summary>A named dimension, such as <c>batch</c>. An empty name is <see cref="Unknown"/>, and so is one of hundreds of letters.</summary>
    public static Dim Symbol(string name) => string.IsNullOrEmpty(name) || name.Length > LongestName ? Unknown : DimPolynomial.Of(new DimFactor(name));

    /// <summary>Whether it is a plain number.</summary>
    public bool IsKnown => _isKnown;

    /// <summary>Whether nothing is known, not even a name.</summary>
    public bool IsUnknown => !_isKnown && _expression is null;

    /// <summary>Whether it is an expression of names.</summary>
    public bool IsSymbolic => _expression is not null;

    /// <summary>Whether it is one bare name: then <paramref name="name"/> is it.</summary>
    public bool IsName(out string name)
    {
        name = _expression?.Terms is [{ Coefficient: 1, Factors: [{ IsName: true } factor] }] ? factor.Text : "";
        return name.Length > 0;
    }

    /// <summary>Whether the name occurs in the expression.</summary>
    public bool Mentions(string name) => _expression is not null && Array.Exists(_expression.Terms, t => Array.Exists(t.Factors, f => f.Mentions(name)));

    /// <summary>The known number.</summary>
    /// <exception cref="InvalidOperationException">It is not known.</exception>
    public long Value => _isKnown ? _number : throw new InvalidOperationException($"the dimension '{this}' is not a number");

    /// <summary>The known number, or null.</summary>
    public long? ValueOrNull => _isKnown ? _number : null;

    /// <summary>A number is itself.</summary>
    public static implicit operator Dim(long value) => Of(value);

    /// <summary>The product; unknown if a factor is unknown or a coefficient leaves 64 bits.</summary>
    public static Dim operator *(Dim a, Dim b)
    {
        if ((a._isKnown && a._number == 0) || (b._isKnown && b._number == 0)) return Of(0);
        if (a.IsUnknown || b.IsUnknown) return Unknown;
        if (a._isKnown && b._isKnown) return Math.BigMul(a._number, b._number, out var low) == low >> 63 ? Of(low) : Unknown;
        if (a._isKnown && a._number == 1) return b;
        return b._isKnown && b._number == 1 ? a : DimPolynomial.Product(a, b);
    }

    /// <summary>The sum; unknown if a summand is unknown or a coefficient leaves 64 bits.</summary>
    public static Dim operator +(Dim a, Dim b)
    {
        if (a.IsUnknown || b.IsUnknown) return Unknown;
        if (a._isKnown && b._isKnown) return Added(a._number, b._number);
        if (a._isKnown && a._number == 0) return b;
        return b._isKnown && b._number == 0 ? a : DimPolynomial.Sum(a, b);
    }

    /// <summary>The negated value.</summary>
    public static Dim operator -(Dim a) => a * Of(-1);

    /// <summary>The difference.</summary>
    public static Dim operator -(Dim a, Dim b) => a._isKnown && b._isKnown ? Subtracted(a._number, b._number) : a + -b;

    /// <summary>The quotient rounded down; common factors cancel first. Unknown for a divisor that is zero or unknown.</summary>
    public static Dim operator /(Dim a, Dim b)
    {
        if (a.IsUnknown || b.IsUnknown || (b._isKnown && b._number == 0)) return Unknown;
        if (a._isKnown && b._isKnown) return FloorDivide(a._number, b._number) is { } quotient ? Of(quotient) : Unknown;
        return a._isKnown && a._number == 0 ? Of(0) : DimPolynomial.Quotient(a, b);
    }

    /// <summary>The quotient rounded up.</summary>
    public static Dim CeilingDivide(Dim a, Dim b) => a._isKnown && b._isKnown ? -(-a / b) : (a + b - Of(1)) / b;

    /// <summary>This dimension with names replaced by what <paramref name="bindings"/> says of them.</summary>
    public Dim Substitute(IReadOnlyDictionary<string, Dim> bindings)
    {
        if (_expression is null) return this;
        var sum = Of(0);
        foreach (var term in _expression.Terms) sum += term.Factors.Aggregate(Of(term.Coefficient), (product, f) => product * f.Substitute(bindings));
        return sum;
    }

    /// <inheritdoc/>
    public bool Equals(Dim other) => _isKnown == other._isKnown && _number == other._number && _expression?.Text == other._expression?.Text;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Dim other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(_isKnown, _number, _expression?.Text);

    /// <summary>Same number or same expression. Two unknowns are equal as values, though they may differ as sizes.</summary>
    public static bool operator ==(Dim a, Dim b) => a.Equals(b);

    /// <summary>The opposite of equality.</summary>
    public static bool operator !=(Dim a, Dim b) => !a.Equals(b);

    /// <summary>The number, the expression, or <c>?</c>.</summary>
    public override string ToString() => _expression?.Text ?? (_isKnown ? _number.ToString(CultureInfo.InvariantCulture) : "?");

    /// <summary>The summands; none for 0.</summary>
    internal DimTerm[] Terms => _expression?.Terms ?? (_number == 0 ? [] : [DimTerm.Of(_number)]);

    /// <summary>The quotient rounded down, or null if it leaves 64 bits.</summary>
    internal static long? FloorDivide(long a, long b)
    {
        if (b == -1) return a == long.MinValue ? null : -a;
        var quotient = a / b;
        return a % b != 0 && (a < 0) != (b < 0) ? quotient - 1 : quotient;
    }

    // A sum leaves 64 bits if its sign is that of neither summand. No Int128: .NET compiles what uses it anew at each start of the tool.
    private static Dim Added(long a, long b)
    {
        var sum = unchecked(a + b);
        return ((a ^ sum) & (b ^ sum)) < 0 ? Unknown : Of(sum);
    }

    private static Dim Subtracted(long a, long b)
    {
        var difference = unchecked(a - b);
        return ((a ^ b) & (a ^ difference)) < 0 ? Unknown : Of(difference);
    }
}
