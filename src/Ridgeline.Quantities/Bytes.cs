using System.Globalization;
using System.Text.Json.Serialization;

namespace Ridgeline.Quantities;

/// <summary>An amount of data, in B: a whole number, 0 to 2^63 - 1 (9.2 EB).</summary>
/// <remarks>Results out of range throw <see cref="OverflowException"/>; so a difference is never negative.</remarks>
[JsonConverter(typeof(QuantityJsonConverter<Bytes>))]
public readonly record struct Bytes : IQuantity<Bytes>
{
    /// <summary>Makes an amount of data.</summary>
    /// <param name="value">In B, not negative.</param>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public Bytes(long value)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(value);
        Value = value;
    }

    /// <summary>The number of B.</summary>
    public long Value { get; }

    /// <inheritdoc/>
    public static Bytes Zero => default;

    static UnitTable IQuantity<Bytes>.Units => UnitTable.Bytes;

    double IQuantity<Bytes>.Magnitude => (double)Value;

    string IQuantity<Bytes>.RawNumber => Value.ToString(CultureInfo.InvariantCulture);

    static QuantityProblem? IQuantity<Bytes>.FromExact(ExactNumber number, out Bytes value)
    {
        var problem = UnitFormat.ReadCount(number, long.MaxValue, UnitTable.Bytes, out var count);
        value = problem is null ? new((long)count) : default;
        return problem;
    }

    /// <inheritdoc cref="Quantity.Parse{T}(ReadOnlySpan{char})"/>
    public static Bytes Parse(string text) => Quantity.Parse<Bytes>(text);

    /// <summary>Reads an amount of data.</summary>
    /// <returns>Whether <paramref name="value"/> was read.</returns>
    public static bool TryParse(string? text, out Bytes value) => Quantity.TryParse(text, out value, out _);

    /// <inheritdoc/>
    public int CompareTo(Bytes other) => Value.CompareTo(other.Value);

    /// <summary>The short form; see <see cref="IQuantity{TSelf}"/> for the formats.</summary>
    public override string ToString() => Quantity.Print(this, null);

    /// <inheritdoc cref="ToString(string?, IFormatProvider?)"/>
    public string ToString(string? format) => Quantity.Print(this, format);

    /// <summary>The text in one of the formats of <see cref="IQuantity{TSelf}"/>.</summary>
    /// <exception cref="FormatException">The format is not one of them.</exception>
    public string ToString(string? format, IFormatProvider? formatProvider) => Quantity.Print(this, format);

    /// <summary>Times a factor such as a density, computed in double and rounded to the nearest whole number.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The factor is negative or not finite.</exception>
    /// <exception cref="OverflowException">The result is out of range.</exception>
    public Bytes Scale(double factor) => new(checked((long)FiniteMath.Scale((double)Value, factor)));

    /// <inheritdoc/>
    public static Bytes operator +(Bytes left, Bytes right) => new(checked(left.Value + right.Value));

    /// <summary>The difference.</summary>
    /// <exception cref="OverflowException">It is negative.</exception>
    public static Bytes operator -(Bytes left, Bytes right)
        => left.Value >= right.Value ? new(left.Value - right.Value) : throw new OverflowException($"{left} - {right} is negative.");

    /// <summary>Some times as much.</summary>
    /// <exception cref="OverflowException">The result is out of range.</exception>
    public static Bytes operator *(Bytes left, long right) => FromProduct(checked(left.Value * right));

    /// <inheritdoc cref="op_Multiply(Bytes, long)"/>
    public static Bytes operator *(long left, Bytes right) => right * left;

    /// <summary>An equal part, rounded down.</summary>
    /// <exception cref="DivideByZeroException">The divisor is zero.</exception>
    /// <exception cref="OverflowException">The divisor is negative.</exception>
    public static Bytes operator /(Bytes left, long right) => FromProduct(left.Value / right);

    /// <summary>How many times as much.</summary>
    /// <exception cref="DivideByZeroException">The divisor is zero.</exception>
    public static Ratio operator /(Bytes left, Bytes right) => new(FiniteMath.Divide((double)left.Value, (double)right.Value));

    /// <summary>The bandwidth that moves this in a time.</summary>
    /// <exception cref="DivideByZeroException">The divisor is zero.</exception>
    public static BytesPerSecond operator /(Bytes left, Seconds right) => new(FiniteMath.Divide(left.Value, right.Value));

    /// <summary>The time that a bandwidth needs for this.</summary>
    /// <exception cref="DivideByZeroException">The divisor is zero.</exception>
    public static Seconds operator /(Bytes left, BytesPerSecond right) => new(FiniteMath.Divide(left.Value, right.Value));

    /// <inheritdoc/>
    public static bool operator <(Bytes left, Bytes right) => left.Value < right.Value;

    /// <inheritdoc/>
    public static bool operator <=(Bytes left, Bytes right) => left.Value <= right.Value;

    /// <inheritdoc/>
    public static bool operator >(Bytes left, Bytes right) => left.Value > right.Value;

    /// <inheritdoc/>
    public static bool operator >=(Bytes left, Bytes right) => left.Value >= right.Value;

    private static Bytes FromProduct(long value)
        => value >= 0 ? new(value) : throw new OverflowException("The result is negative.");
}
