using System.Text.Json.Serialization;

namespace Ridgeline.Quantities;

/// <summary>A rate of computing, in FLOP/s: any finite double; a difference may be negative.</summary>
/// <remarks>Results that are not finite throw <see cref="OverflowException"/>.</remarks>
[JsonConverter(typeof(QuantityJsonConverter<FlopPerSecond>))]
public readonly record struct FlopPerSecond : IQuantity<FlopPerSecond>
{
    /// <summary>Makes a rate of computing.</summary>
    /// <param name="value">In FLOP/s, finite.</param>
    /// <exception cref="ArgumentOutOfRangeException">The value is NaN or infinite.</exception>
    public FlopPerSecond(double value) => Value = FiniteMath.Argument(value, nameof(value));

    /// <summary>The number of FLOP/s.</summary>
    public double Value { get; }

    /// <inheritdoc/>
    public static FlopPerSecond Zero => default;

    static UnitTable IQuantity<FlopPerSecond>.Units => UnitTable.FlopPerSecond;

    double IQuantity<FlopPerSecond>.Magnitude => Value;

    string IQuantity<FlopPerSecond>.RawNumber => UnitFormat.Raw(Value);

    static QuantityProblem? IQuantity<FlopPerSecond>.FromExact(ExactNumber number, out FlopPerSecond value)
    {
        var problem = UnitFormat.ReadReal(number, out var real);
        value = problem is null ? new(real) : default;
        return problem;
    }

    /// <inheritdoc cref="Quantity.Parse{T}(ReadOnlySpan{char})"/>
    public static FlopPerSecond Parse(string text) => Quantity.Parse<FlopPerSecond>(text);

    /// <summary>Reads a rate of computing.</summary>
    /// <returns>Whether <paramref name="value"/> was read.</returns>
    public static bool TryParse(string? text, out FlopPerSecond value) => Quantity.TryParse(text, out value, out _);

    /// <inheritdoc/>
    public int CompareTo(FlopPerSecond other) => Value.CompareTo(other.Value);

    /// <summary>The short form; see <see cref="IQuantity{TSelf}"/> for the formats.</summary>
    public override string ToString() => Quantity.Print(this, null);

    /// <inheritdoc cref="ToString(string?, IFormatProvider?)"/>
    public string ToString(string? format) => Quantity.Print(this, format);

    /// <summary>The text in one of the formats of <see cref="IQuantity{TSelf}"/>.</summary>
    /// <exception cref="FormatException">The format is not one of them.</exception>
    public string ToString(string? format, IFormatProvider? formatProvider) => Quantity.Print(this, format);

    /// <inheritdoc/>
    public static FlopPerSecond operator +(FlopPerSecond left, FlopPerSecond right) => new(FiniteMath.Result(left.Value + right.Value));

    /// <inheritdoc/>
    public static FlopPerSecond operator -(FlopPerSecond left, FlopPerSecond right) => new(FiniteMath.Result(left.Value - right.Value));

    /// <summary>Some times as much.</summary>
    /// <exception cref="OverflowException">The result is out of range.</exception>
    public static FlopPerSecond operator *(FlopPerSecond left, double right)
        => new(FiniteMath.Result(left.Value * FiniteMath.Argument(right, nameof(right))));

    /// <inheritdoc cref="op_Multiply(FlopPerSecond, double)"/>
    public static FlopPerSecond operator *(double left, FlopPerSecond right) => right * left;

    /// <summary>An equal part.</summary>
    /// <exception cref="DivideByZeroException">The divisor is zero.</exception>
    public static FlopPerSecond operator /(FlopPerSecond left, double right)
        => new(FiniteMath.Divide(left.Value, FiniteMath.Argument(right, nameof(right))));

    /// <summary>How many times as much.</summary>
    /// <exception cref="DivideByZeroException">The divisor is zero.</exception>
    public static Ratio operator /(FlopPerSecond left, FlopPerSecond right) => new(FiniteMath.Divide(left.Value, right.Value));

    /// <summary>The ridge point, in FLOP per byte: the operational intensity above which computing and not this bandwidth is the bound.</summary>
    /// <exception cref="DivideByZeroException">The bandwidth is zero.</exception>
    public double Per(BytesPerSecond bandwidth) => FiniteMath.Divide(Value, bandwidth.Value);

    /// <inheritdoc/>
    public static bool operator <(FlopPerSecond left, FlopPerSecond right) => left.Value < right.Value;

    /// <inheritdoc/>
    public static bool operator <=(FlopPerSecond left, FlopPerSecond right) => left.Value <= right.Value;

    /// <inheritdoc/>
    public static bool operator >(FlopPerSecond left, FlopPerSecond right) => left.Value > right.Value;

    /// <inheritdoc/>
    public static bool operator >=(FlopPerSecond left, FlopPerSecond right) => left.Value >= right.Value;
}
