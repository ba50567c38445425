using System.Text.Json.Serialization;

namespace Ridgeline.Quantities;

/// <summary>A time, in s: any finite double; a difference may be negative.</summary>
/// <remarks>Results that are not finite throw <see cref="OverflowException"/>.</remarks>
[JsonConverter(typeof(QuantityJsonConverter<Seconds>))]
public readonly record struct Seconds : IQuantity<Seconds>
{
    /// <summary>Makes a time.</summary>
    /// <param name="value">In s, finite.</param>
    /// <exception cref="ArgumentOutOfRangeException">The value is NaN or infinite.</exception>
    public Seconds(double value) => Value = FiniteMath.Argument(value, nameof(value));

    /// <summary>The number of s.</summary>
    public double Value { get; }

    /// <inheritdoc/>
    public static Seconds Zero => default;

    static UnitTable IQuantity<Seconds>.Units => UnitTable.Seconds;

    double IQuantity<Seconds>.Magnitude => Value;

    string IQuantity<Seconds>.RawNumber => UnitFormat.Raw(Value);

    static QuantityProblem? IQuantity<Seconds>.FromExact(ExactNumber number, out Seconds value)
    {
        var problem = UnitFormat.ReadReal(number, out var real);
        value = problem is null ? new(real) : default;
        return problem;
    }

    /// <inheritdoc cref="Quantity.Parse{T}(ReadOnlySpan{char})"/>
    public static Seconds Parse(string text) => Quantity.Parse<Seconds>(text);

    /// <summary>Reads a time.</summary>
    /// <returns>Whether <paramref name="value"/> was read.</returns>
    public static bool TryParse(string? text, out Seconds value) => Quantity.TryParse(text, out value, out _);

    /// <inheritdoc/>
    public int CompareTo(Seconds other) => Value.CompareTo(other.Value);

    /// <summary>The short form; see <see cref="IQuantity{TSelf}"/> for the formats.</summary>
    public override string ToString() => Quantity.Print(this, null);

    /// <inheritdoc cref="ToString(string?, IFormatProvider?)"/>
    public string ToString(string? format) => Quantity.Print(this, format);

    /// <summary>The text in one of the formats of <see cref="IQuantity{TSelf}"/>.</summary>
    /// <exception cref="FormatException">The format is not one of them.</exception>
    public string ToString(string? format, IFormatProvider? formatProvider) => Quantity.Print(this, format);

    /// <inheritdoc/>
    public static Seconds operator +(Seconds left, Seconds right) => new(FiniteMath.Result(left.Value + right.Value));

    /// <inheritdoc/>
    public static Seconds operator -(Seconds left, Seconds right) => new(FiniteMath.Result(left.Value - right.Value));

    /// <summary>Some times as much.</summary>
    /// <exception cref="OverflowException">The result is out of range.</exception>
    public static Seconds operator *(Seconds left, double right)
        => new(FiniteMath.Result(left.Value * FiniteMath.Argument(right, nameof(right))));

    /// <inheritdoc cref="op_Multiply(Seconds, double)"/>
    public static Seconds operator *(double left, Seconds right) => right * left;

    /// <summary>An equal part.</summary>
    /// <exception cref="DivideByZeroException">The divisor is zero.</exception>
    public static Seconds operator /(Seconds left, double right)
        => new(FiniteMath.Divide(left.Value, FiniteMath.Argument(right, nameof(right))));

    /// <summary>How many times as much.</summary>
    /// <exception cref="DivideByZeroException">The divisor is zero.</exception>
    public static Ratio operator /(Seconds left, Seconds right) => new(FiniteMath.Divide(left.Value, right.Value));

    /// <inheritdoc/>
    public static bool operator <(Seconds left, Seconds right) => left.Value < right.Value;

    /// <inheritdoc/>
    public static bool operator <=(Seconds left, Seconds right) => left.Value <= right.Value;

    /// <inheritdoc/>
    public static bool operator >(Seconds left, Seconds right) => left.Value > right.Value;

    /// <inheritdoc/>
    public static bool operator >=(Seconds left, Seconds right) => left.Value >= right.Value;
}
