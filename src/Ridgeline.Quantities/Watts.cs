using System.Text.Json.Serialization;

namespace Ridgeline.Quantities;

/// <summary>A power, in W: any finite double; a difference may be negative.</summary>
/// <remarks>Results that are not finite throw <see cref="OverflowException"/>.</remarks>
[JsonConverter(typeof(QuantityJsonConverter<Watts>))]
public readonly record struct Watts : IQuantity<Watts>
{
    /// <summary>Makes a power.</summary>
    /// <param name="value">In W, finite.</param>
    /// <exception cref="ArgumentOutOfRangeException">The value is NaN or infinite.</exception>
    public Watts(double value) => Value = FiniteMath.Argument(value, nameof(value));

    /// <summary>The number of W.</summary>
    public double Value { get; }

    /// <inheritdoc/>
    public static Watts Zero => default;

    static UnitTable IQuantity<Watts>.Units => UnitTable.Watts;

    double IQuantity<Watts>.Magnitude => Value;

    string IQuantity<Watts>.RawNumber => UnitFormat.Raw(Value);

    static QuantityProblem? IQuantity<Watts>.FromExact(ExactNumber number, out Watts value)
    {
        var problem = UnitFormat.ReadReal(number, out var real);
        value = problem is null ? new(real) : default;
        return problem;
    }

    /// <inheritdoc cref="Quantity.Parse{T}(ReadOnlySpan{char})"/>
    public static Watts Parse(string text) => Quantity.Parse<Watts>(text);

    /// <summary>Reads a power.</summary>
    /// <returns>Whether <paramref name="value"/> was read.</returns>
    public static bool TryParse(string? text, out Watts value) => Quantity.TryParse(text, out value, out _);

    /// <inheritdoc/>
    public int CompareTo(Watts other) => Value.CompareTo(other.Value);

    /// <summary>The short form; see <see cref="IQuantity{TSelf}"/> for the formats.</summary>
    public override string ToString() => Quantity.Print(this, null);

    /// <inheritdoc cref="ToString(string?, IFormatProvider?)"/>
    public string ToString(string? format) => Quantity.Print(this, format);

    /// <summary>The text in one of the formats of <see cref="IQuantity{TSelf}"/>.</summary>
    /// <exception cref="FormatException">The format is not one of them.</exception>
    public string ToString(string? format, IFormatProvider? formatProvider) => Quantity.Print(this, format);

    /// <inheritdoc/>
    public static Watts operator +(Watts left, Watts right) => new(FiniteMath.Result(left.Value + right.Value));

    /// <inheritdoc/>
    public static Watts operator -(Watts left, Watts right) => new(FiniteMath.Result(left.Value - right.Value));

    /// <summary>Some times as much.</summary>
    /// <exception cref="OverflowException">The result is out of range.</exception>
    public static Watts operator *(Watts left, double right)
        => new(FiniteMath.Result(left.Value * FiniteMath.Argument(right, nameof(right))));

    /// <inheritdoc cref="op_Multiply(Watts, double)"/>
    public static Watts operator *(double left, Watts right) => right * left;

    /// <summary>An equal part.</summary>
    /// <exception cref="DivideByZeroException">The divisor is zero.</exception>
    public static Watts operator /(Watts left, double right)
        => new(FiniteMath.Divide(left.Value, FiniteMath.Argument(right, nameof(right))));

    /// <summary>How many times as much.</summary>
    /// <exception cref="DivideByZeroException">The divisor is zero.</exception>
    public static Ratio operator /(Watts left, Watts right) => new(FiniteMath.Divide(left.Value, right.Value));

    /// <summary>The energy that is used in a time.</summary>
    /// <exception cref="OverflowException">The result is out of range.</exception>
    public static Joules operator *(Watts left, Seconds right) => new(FiniteMath.Result(left.Value * right.Value));

    /// <inheritdoc cref="op_Multiply(Watts, Seconds)"/>
    public static Joules operator *(Seconds left, Watts right) => right * left;

    /// <inheritdoc/>
    public static bool operator <(Watts left, Watts right) => left.Value < right.Value;

    /// <inheritdoc/>
    public static bool operator <=(Watts left, Watts right) => left.Value <= right.Value;

    /// <inheritdoc/>
    public static bool operator >(Watts left, Watts right) => left.Value > right.Value;

    /// <inheritdoc/>
    public static bool operator >=(Watts left, Watts right) => left.Value >= right.Value;
}
