using System.Text.Json.Serialization;

namespace Ridgeline.Quantities;

/// <summary>An energy, in J: any finite double; a difference may be negative.</summary>
/// <remarks>Results that are not finite throw <see cref="OverflowException"/>.</remarks>
[JsonConverter(typeof(QuantityJsonConverter<Joules>))]
public readonly record struct Joules : IQuantity<Joules>
{
    /// <summary>Makes an energy.</summary>
    /// <param name="value">In J, finite.</param>
    /// <exception cref="ArgumentOutOfRangeException">The value is NaN or infinite.</exception>
    public Joules(double value) => Value = FiniteMath.Argument(value, nameof(value));

    /// <summary>The number of J.</summary>
    public double Value { get; }

    /// <inheritdoc/>
    public static Joules Zero => default;

    static UnitTable IQuantity<Joules>.Units => UnitTable.Joules;

    double IQuantity<Joules>.Magnitude => Value;

    string IQuantity<Joules>.RawNumber => UnitFormat.Raw(Value);

    static QuantityProblem? IQuantity<Joules>.FromExact(ExactNumber number, out Joules value)
    {
        var problem = UnitFormat.ReadReal(number, out var real);
        value = problem is null ? new(real) : default;
        return problem;
    }

    /// <inheritdoc cref="Quantity.Parse{T}(ReadOnlySpan{char})"/>
    public static Joules Parse(string text) => Quantity.Parse<Joules>(text);

    /// <summary>Reads an energy.</summary>
    /// <returns>Whether <paramref name="value"/> was read.</returns>
    public static bool TryParse(string? text, out Joules value) => Quantity.TryParse(text, out value, out _);

    /// <inheritdoc/>
    public int CompareTo(Joules other) => Value.CompareTo(other.Value);

    /// <summary>The short form; see <see cref="IQuantity{TSelf}"/> for the formats.</summary>
    public override string ToString() => Quantity.Print(this, null);

    /// <inheritdoc cref="ToString(string?, IFormatProvider?)"/>
    public string ToString(string? format) => Quantity.Print(this, format);

    /// <summary>The text in one of the formats of <see cref="IQuantity{TSelf}"/>.</summary>
    /// <exception cref="FormatException">The format is not one of them.</exception>
    public string ToString(string? format, IFormatProvider? formatProvider) => Quantity.Print(this, format);

    /// <inheritdoc/>
    public static Joules operator +(Joules left, Joules right) => new(FiniteMath.Result(left.Value + right.Value));

    /// <inheritdoc/>
    public static Joules operator -(Joules left, Joules right) => new(FiniteMath.Result(left.Value - right.Value));

    /// <summary>Some times as much.</summary>
    /// <exception cref="OverflowException">The result is out of range.</exception>
    public static Joules operator *(Joules left, double right)
        => new(FiniteMath.Result(left.Value * FiniteMath.Argument(right, nameof(right))));

    /// <inheritdoc cref="op_Multiply(Joules, double)"/>
    public static Joules operator *(double left, Joules right) => right * left;

    /// <summary>An equal part.</summary>
    /// <exception cref="DivideByZeroException">The divisor is zero.</exception>
    public static Joules operator /(Joules left, double right)
        => new(FiniteMath.Divide(left.Value, FiniteMath.Argument(right, nameof(right))));

    /// <summary>How many times as much.</summary>
    /// <exception cref="DivideByZeroException">The divisor is zero.</exception>
    public static Ratio operator /(Joules left, Joules right) => new(FiniteMath.Divide(left.Value, right.Value));

    /// <summary>The mean power over a time.</summary>
    /// <exception cref="DivideByZeroException">The time is zero.</exception>
    public static Watts operator /(Joules left, Seconds right) => new(FiniteMath.Divide(left.Value, right.Value));

    /// <inheritdoc/>
    public static bool operator <(Joules left, Joules right) => left.Value < right.Value;

    /// <inheritdoc/>
    public static bool operator <=(Joules left, Joules right) => left.Value <= right.Value;

    /// <inheritdoc/>
    public static bool operator >(Joules left, Joules right) => left.Value > right.Value;

    /// <inheritdoc/>
    public static bool operator >=(Joules left, Joules right) => left.Value >= right.Value;
}
