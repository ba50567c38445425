using System.Globalization;
using System.Text.Json.Serialization;

namespace Ridgeline.Quantities;

/// <summary>A count of multiply-and-adds, in MAC: a whole number, 0 to 2^127 - 1 (1.7e38).</summary>
/// <remarks>Results out of range throw <see cref="OverflowException"/>; so a difference is never negative.</remarks>
[JsonConverter(typeof(QuantityJsonConverter<MacCount>))]
public readonly record struct MacCount : IQuantity<MacCount>
{
    /// <summary>Makes a count of multiply-and-adds.</summary>
    /// <param name="value">In MAC, not negative.</param>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public MacCount(Int128 value)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(value);
        Value = value;
    }

    /// <summary>The number of MAC.</summary>
    public Int128 Value { get; }

    /// <inheritdoc/>
    public static MacCount Zero => default;

    static UnitTable IQuantity<MacCount>.Units => UnitTable.MacCount;

    double IQuantity<MacCount>.Magnitude => (double)Value;

    string IQuantity<MacCount>.RawNumber => Value.ToString(CultureInfo.InvariantCulture);

    static QuantityProblem? IQuantity<MacCount>.FromExact(ExactNumber number, out MacCount value)
    {
        var problem = UnitFormat.ReadCount(number, Int128.MaxValue, UnitTable.MacCount, out var count);
        value = problem is null ? new((Int128)count) : default;
        return problem;
    }

    /// <inheritdoc cref="Quantity.Parse{T}(ReadOnlySpan{char})"/>
    public static MacCount Parse(string text) => Quantity.Parse<MacCount>(text);

    /// <summary>Reads a count of multiply-and-adds.</summary>
    /// <returns>Whether <paramref name="value"/> was read.</returns>
    public static bool TryParse(string? text, out MacCount value) => Quantity.TryParse(text, out value, out _);

    /// <inheritdoc/>
    public int CompareTo(MacCount other) => Value.CompareTo(other.Value);

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
    public MacCount Scale(double factor) => new(checked((Int128)FiniteMath.Scale((double)Value, factor)));

    /// <inheritdoc/>
    public static MacCount operator +(MacCount left, MacCount right) => new(checked(left.Value + right.Value));

    /// <summary>The difference.</summary>
    /// <exception cref="OverflowException">It is negative.</exception>
    public static MacCount operator -(MacCount left, MacCount right)
        => left.Value >= right.Value ? new(left.Value - right.Value) : throw new OverflowException($"{left} - {right} is negative.");

    /// <summary>Some times as much.</summary>
    /// <exception cref="OverflowException">The result is out of range.</exception>
    public static MacCount operator *(MacCount left, long right) => FromProduct(checked(left.Value * right));

    /// <inheritdoc cref="op_Multiply(MacCount, long)"/>
    public static MacCount operator *(long left, MacCount right) => right * left;

    /// <summary>An equal part, rounded down.</summary>
    /// <exception cref="DivideByZeroException">The divisor is zero.</exception>
    /// <exception cref="OverflowException">The divisor is negative.</exception>
    public static MacCount operator /(MacCount left, long right) => FromProduct(left.Value / right);

    /// <summary>How many times as much.</summary>
    /// <exception cref="DivideByZeroException">The divisor is zero.</exception>
    public static Ratio operator /(MacCount left, MacCount right) => new(FiniteMath.Divide((double)left.Value, (double)right.Value));

    /// <summary>The same work in FLOP: 1 MAC = 2 FLOP.</summary>
    /// <exception cref="OverflowException">The result is out of range.</exception>
    public FlopCount ToFlops() => new(checked(Value * 2));

    /// <inheritdoc/>
    public static bool operator <(MacCount left, MacCount right) => left.Value < right.Value;

    /// <inheritdoc/>
    public static bool operator <=(MacCount left, MacCount right) => left.Value <= right.Value;

    /// <inheritdoc/>
    public static bool operator >(MacCount left, MacCount right) => left.Value > right.Value;

    /// <inheritdoc/>
    public static bool operator >=(MacCount left, MacCount right) => left.Value >= right.Value;

    private static MacCount FromProduct(Int128 value)
        => value >= 0 ? new(value) : throw new OverflowException("The result is negative.");
}
