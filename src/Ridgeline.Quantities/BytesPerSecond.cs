using System.Text.Json.Serialization;

namespace Ridgeline.Quantities;

/// <summary>A bandwidth, in B/s: any finite double; a difference may be negative.</summary>
/// <remarks>Results that are not finite throw <see cref="OverflowException"/>.</remarks>
[JsonConverter(typeof(QuantityJsonConverter<BytesPerSecond>))]
public readonly record struct BytesPerSecond : IQuantity<BytesPerSecond>
{
    /// <summary>Makes a bandwidth.</summary>
    /// <param name="value">In B/s, finite.</param>
    /// <exception cref="ArgumentOutOfRangeException">The value is NaN or infinite.</exception>
    public BytesPerSecond(double value) => Value = FiniteMath.Argument(value, nameof(value));

    /// <summary>The number of B/s.</summary>
    public double Value { get; }

    /// <inheritdoc/>
    public static BytesPerSecond Zero => default;

    static UnitTable IQuantity<BytesPerSecond>.Units => UnitTable.BytesPerSecond;

    double IQuantity<BytesPerSecond>.Magnitude => Value;

    string IQuantity<BytesPerSecond>.RawNumber => UnitFormat.Raw(Value);

    static QuantityProblem? IQuantity<BytesPerSecond>.FromExact(ExactNumber number, out BytesPerSecond value)
    {
        var problem = UnitFormat.ReadReal(number, out var real);
        value = problem is null ? new(real) : default;
        return problem;
    }

    /// <inheritdoc cref="Quantity.Parse{T}(ReadOnlySpan{char})"/>
    public static BytesPerSecond Parse(string text) => Quantity.Parse<BytesPerSecond>(text);

    /// <summary>Reads a bandwidth.</summary>
    /// <returns>Whether <paramref name="value"/> was read.</returns>
    public static bool TryParse(string? text, out BytesPerSecond value) => Quantity.TryParse(text, out value, out _);

    /// <inheritdoc/>
    public int CompareTo(BytesPerSecond other) => Value.CompareTo(other.Value);

    /// <summary>The short form; see <see cref="IQuantity{TSelf}"/> for the formats.</summary>
    public override string ToString() => Quantity.Print(this, null);

    /// <inheritdoc cref="ToString(string?, IFormatProvider?)"/>
    public string ToString(string? format) => Quantity.Print(this, format);

    /// <summary>The text in one of the formats of <see cref="IQuantity{TSelf}"/>.</summary>
    /// <exception cref="FormatException">The format is not one of them.</exception>
    public string ToString(string? format, IFormatProvider? formatProvider) => Quantity.Print(this, format);

    /// <inheritdoc/>
    public static BytesPerSecond operator +(BytesPerSecond left, BytesPerSecond right) => new(FiniteMath.Result(left.Value + right.Value));

    /// <inheritdoc/>
    public static BytesPerSecond operator -(BytesPerSecond left, BytesPerSecond right) => new(FiniteMath.Result(left.Value - right.Value));

    /// <summary>Some times as much.</summary>
    /// <exception cref="OverflowException">The result is out of range.</exception>
    public static BytesPerSecond operator *(BytesPerSecond left, double right)
        => new(FiniteMath.Result(left.Value * FiniteMath.Argument(right, nameof(right))));

    /// <inheritdoc cref="op_Multiply(BytesPerSecond, double)"/>
    public static BytesPerSecond operator *(double left, BytesPerSecond right) => right * left;

    /// <summary>An equal part.</summary>
    /// <exception cref="DivideByZeroException">The divisor is zero.</exception>
    public static BytesPerSecond operator /(BytesPerSecond left, double right)
        => new(FiniteMath.Divide(left.Value, FiniteMath.Argument(right, nameof(right))));

    /// <summary>How many times as much.</summary>
    /// <exception cref="DivideByZeroException">The divisor is zero.</exception>
    public static Ratio operator /(BytesPerSecond left, BytesPerSecond right) => new(FiniteMath.Divide(left.Value, right.Value));

    /// <inheritdoc/>
    public static bool operator <(BytesPerSecond left, BytesPerSecond right) => left.Value < right.Value;

    /// <inheritdoc/>
    public static bool operator <=(BytesPerSecond left, BytesPerSecond right) => left.Value <= right.Value;

    /// <inheritdoc/>
    public static bool operator >(BytesPerSecond left, BytesPerSecond right) => left.Value > right.Value;

    /// <inheritdoc/>
    public static bool operator >=(BytesPerSecond left, BytesPerSecond right) => left.Value >= right.Value;
}
