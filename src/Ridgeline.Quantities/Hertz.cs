using System.Text.Json.Serialization;

namespace Ridgeline.Quantities;

/// <summary>A frequency, in Hz: any finite double; a difference may be negative.</summary>
/// <remarks>Results that are not finite throw <see cref="OverflowException"/>.</remarks>
[JsonConverter(typeof(QuantityJsonConverter<Hertz>))]
public readonly record struct Hertz : IQuantity<Hertz>
{
    /// <summary>Makes a frequency.</summary>
    /// <param name="value">In Hz, finite.</param>
    /// <exception cref="ArgumentOutOfRangeException">The value is NaN or infinite.</exception>
    public Hertz(double value) => Value = FiniteMath.Argument(value, nameof(value));

    /// <summary>The number of Hz.</summary>
    public double Value { get; }

    /// <inheritdoc/>
    public static Hertz Zero => default;

    static UnitTable IQuantity<Hertz>.Units => UnitTable.Hertz;

    double IQuantity<Hertz>.Magnitude => Value;

    string IQuantity<Hertz>.RawNumber => UnitFormat.Raw(Value);

    static QuantityProblem? IQuantity<Hertz>.FromExact(ExactNumber number, out Hertz value)
    {
        var problem = UnitFormat.ReadReal(number, out var real);
        value = problem is null ? new(real) : default;
        return problem;
    }

    /// <inheritdoc cref="Quantity.Parse{T}(ReadOnlySpan{char})"/>
    public static Hertz Parse(string text) => Quantity.Parse<Hertz>(text);

    /// <summary>Reads a frequency.</summary>
    /// <returns>Whether <paramref name="value"/> was read.</returns>
    public static bool TryParse(string? text, out Hertz value) => Quantity.TryParse(text, out value, out _);

    /// <inheritdoc/>
    public int CompareTo(Hertz other) => Value.CompareTo(other.Value);

    /// <summary>The short form; see <see cref="IQuantity{TSelf}"/> for the formats.</summary>
    public override string ToString() => Quantity.Print(this, null);

    /// <inheritdoc cref="ToString(string?, IFormatProvider?)"/>
    public string ToString(string? format) => Quantity.Print(this, format);

    /// <summary>The text in one of the formats of <see cref="IQuantity{TSelf}"/>.</summary>
    /// <exception cref="FormatException">The format is not one of them.</exception>
    public string ToString(string? format, IFormatProvider? formatProvider) => Quantity.Print(this, format);

    /// <inheritdoc/>
    public static Hertz operator +(Hertz left, Hertz right) => new(FiniteMath.Result(left.Value + right.Value));

    /// <inheritdoc/>
    public static Hertz operator -(Hertz left, Hertz right) => new(FiniteMath.Result(left.Value - right.Value));

    /// <summary>Some times as much.</summary>
    /// <exception cref="OverflowException">The result is out of range.</exception>
    public static Hertz operator *(Hertz left, double right)
        => new(FiniteMath.Result(left.Value * FiniteMath.Argument(right, nameof(right))));

    /// <inheritdoc cref="op_Multiply(Hertz, double)"/>
    public static Hertz operator *(double left, Hertz right) => right * left;

    /// <summary>An equal part.</summary>
    /// <exception cref="DivideByZeroException">The divisor is zero.</exception>
    public static Hertz operator /(Hertz left, double right)
        => new(FiniteMath.Divide(left.Value, FiniteMath.Argument(right, nameof(right))));

    /// <summary>How many times as much.</summary>
    /// <exception cref="DivideByZeroException">The divisor is zero.</exception>
    public static Ratio operator /(Hertz left, Hertz right) => new(FiniteMath.Divide(left.Value, right.Value));

    /// <summary>The time of one cycle.</summary>
    /// <exception cref="DivideByZeroException">The frequency is zero.</exception>
    public Seconds Period() => new(FiniteMath.Divide(1, Value));

    /// <summary>The time of a number of cycles.</summary>
    /// <exception cref="DivideByZeroException">The frequency is zero.</exception>
    public Seconds TimeOf(long cycles) => new(FiniteMath.Divide(cycles, Value));

    /// <inheritdoc/>
    public static bool operator <(Hertz left, Hertz right) => left.Value < right.Value;

    /// <inheritdoc/>
    public static bool operator <=(Hertz left, Hertz right) => left.Value <= right.Value;

    /// <inheritdoc/>
    public static bool operator >(Hertz left, Hertz right) => left.Value > right.Value;

    /// <inheritdoc/>
    public static bool operator >=(Hertz left, Hertz right) => left.Value >= right.Value;
}
