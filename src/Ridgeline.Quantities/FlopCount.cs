using System.Globalization;
using System.Text.Json.Serialization;

namespace Ridgeline.Quantities;

/// <summary>A count of floating-point operations, in FLOP: a whole number, 0 to 2^127 - 1 (1.7e38).</summary>
/// <remarks>Results out of range throw <see cref="OverflowException"/>; so a difference is never negative.</remarks>
[JsonConverter(typeof(QuantityJsonConverter<FlopCount>))]
public readonly record struct FlopCount : IQuantity<FlopCount>
{
    /// <summary>Makes a count of floating-point operations.</summary>
    /// <param name="value">In FLOP, not negative.</param>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public FlopCount(Int128 value)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(value);
        Value = value;
    }

    /// <summary>The number of FLOP.</summary>
    public Int128 Value { get; }

    /// <inheritdoc/>
    public static FlopCount Zero => default;

    static UnitTable IQuantity<FlopCount>.Units => UnitTable.FlopCount;

    double IQuantity<FlopCount>.Magnitude => (double)Value;

    string IQuantity<FlopCount>.RawNumber => Value.ToString(CultureInfo.InvariantCulture);

    static QuantityProblem? IQuantity<FlopCount>.FromExact(ExactNumber number, out FlopCount value)
    {
        var problem = UnitFormat.ReadCount(number, Int128.MaxValue, UnitTable.FlopCount, out var count);
        value = problem is null ? new((Int128)count) : default;
        return problem;
    }

    /// <inheritdoc cref="Quantity.Parse{T}(ReadOnlySpan{char})"/>
    public static FlopCount Parse(string text) => Quantity.Parse<FlopCount>(text);

    /// <summary>Reads a count of floating-point operations.</summary>
    /// <returns>Whether <paramref name="value"/> was read.</returns>
    public static bool TryParse(string? text, out FlopCount value) => Quantity.TryParse(text, out value, out _);

    /// <inheritdoc/>
    public int CompareTo(FlopCount other) => Value.CompareTo(other.Value);

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
    public FlopCount Scale(double factor) => new(checked((Int128)FiniteMath.Scale((double)Value, factor)));

    /// <inheritdoc/>
    public static FlopCount operator +(FlopCount left, FlopCount right) => new(checked(left.Value + right.Value));

    /// <summary>The difference.</summary>
    /// <exception cref="OverflowException">It is negative.</exception>
    public static FlopCount operator -(FlopCount left, FlopCount right)
        => left.Value >= right.Value ? new(left.Value - right.Value) : throw new OverflowException($"{left} - {right} is negative.");

    /// <summary>Some times as much.</summary>
    /// <exception cref="OverflowException">The result is out of range.</exception>
    public static FlopCount operator *(FlopCount left, long right) => FromProduct(checked(left.Value * right));

    /// <inheritdoc cref="op_Multiply(FlopCount, long)"/>
    public static FlopCount operator *(long left, FlopCount right) => right * left;

    /// <summary>An equal part, rounded down.</summary>
    /// <exception cref="DivideByZeroException">The divisor is zero.</exception>
    /// <exception cref="OverflowException">The divisor is negative.</exception>
    public static FlopCount operator /(FlopCount left, long right) => FromProduct(left.Value / right);

    /// <summary>How many times as much.</summary>
    /// <exception cref="DivideByZeroException">The divisor is zero.</exception>
    public static Ratio operator /(FlopCount left, FlopCount right) => new(FiniteMath.Divide((double)left.Value, (double)right.Value));

    /// <summary>The operational intensity, in FLOP per byte.</summary>
    /// <exception cref="DivideByZeroException">There are no bytes.</exception>
    public double Per(Bytes bytes) => FiniteMath.Divide((double)Value, bytes.Value);

    /// <summary>The rate that does this in a time.</summary>
    /// <exception cref="DivideByZeroException">The divisor is zero.</exception>
    public static FlopPerSecond operator /(FlopCount left, Seconds right) => new(FiniteMath.Divide((double)left.Value, right.Value));

    /// <summary>The time that a rate needs for this.</summary>
    /// <exception cref="DivideByZeroException">The divisor is zero.</exception>
    public static Seconds operator /(FlopCount left, FlopPerSecond right) => new(FiniteMath.Divide((double)left.Value, right.Value));

    /// <inheritdoc/>
    public static bool operator <(FlopCount left, FlopCount right) => left.Value < right.Value;

    /// <inheritdoc/>
    public static bool operator <=(FlopCount left, FlopCount right) => left.Value <= right.Value;

    /// <inheritdoc/>
    public static bool operator >(FlopCount left, FlopCount right) => left.Value > right.Value;

    /// <inheritdoc/>
    public static bool operator >=(FlopCount left, FlopCount right) => left.Value >= right.Value;

    private static FlopCount FromProduct(Int128 value)
        => value >= 0 ? new(value) : throw new OverflowException("The result is negative.");
}
