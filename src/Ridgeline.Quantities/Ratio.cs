using System.Text.Json.Serialization;

namespace Ridgeline.Quantities;

/// <summary>A ratio: any finite double; a difference may be negative.</summary>
/// <remarks>Results that are not finite throw <see cref="OverflowException"/>.</remarks>
[JsonConverter(typeof(QuantityJsonConverter<Ratio>))]
public readonly record struct Ratio : IQuantity<Ratio>
{
    /// <summary>Makes a ratio.</summary>
    /// <param name="value">As a fraction: 0.37 is 37 %, finite.</param>
    /// <exception cref="ArgumentOutOfRangeException">The value is NaN or infinite.</exception>
    public Ratio(double value) => Value = FiniteMath.Argument(value, nameof(value));

    /// <summary>The fraction: 0.37 is 37 %.</summary>
    public double Value { get; }

    /// <inheritdoc/>
    public static Ratio Zero => default;

    static UnitTable IQuantity<Ratio>.Units => UnitTable.Ratio;

    double IQuantity<Ratio>.Magnitude => Value;

    string IQuantity<Ratio>.RawNumber => UnitFormat.Raw(Value);

    static QuantityProblem? IQuantity<Ratio>.FromExact(ExactNumber number, out Ratio value)
    {
        var problem = UnitFormat.ReadReal(number, out var real);
        value = problem is null ? new(real) : default;
        return problem;
    }

    /// <inheritdoc cref="Quantity.Parse{T}(ReadOnlySpan{char})"/>
    public static Ratio Parse(string text) => Quantity.Parse<Ratio>(text);

    /// <summary>Reads a ratio.</summary>
    /// <returns>Whether <paramref name="value"/> was read.</returns>
    public static bool TryParse(string? text, out Ratio value) => Quantity.TryParse(text, out value, out _);

    /// <inheritdoc/>
    public int CompareTo(Ratio other) => Value.CompareTo(other.Value);

    /// <summary>The short form; see <see cref="IQuantity{TSelf}"/> for the formats.</summary>
    public override string ToString() => Quantity.Print(this, null);

    /// <inheritdoc cref="ToString(string?, IFormatProvider?)"/>
    public string ToString(string? format) => Quantity.Print(this, format);

    /// <summary>The text in one of the formats of <see cref="IQuantity{TSelf}"/>.</summary>
    /// <exception cref="FormatException">The format is not one of them.</exception>
    public string ToString(string? format, IFormatProvider? formatProvider) => Quantity.Print(this, format);

    /// <inheritdoc/>
    public static Ratio operator +(Ratio left, Ratio right) => new(FiniteMath.Result(left.Value + right.Value));

    /// <inheritdoc/>
    public static Ratio operator -(Ratio left, Ratio right) => new(FiniteMath.Result(left.Value - right.Value));

    /// <summary>Some times as much.</summary>
    /// <exception cref="OverflowException">The result is out of range.</exception>
    public static Ratio operator *(Ratio left, double right)
        => new(FiniteMath.Result(left.Value * FiniteMath.Argument(right, nameof(right))));

    /// <inheritdoc cref="op_Multiply(Ratio, double)"/>
    public static Ratio operator *(double left, Ratio right) => right * left;

    /// <summary>An equal part.</summary>
    /// <exception cref="DivideByZeroException">The divisor is zero.</exception>
    public static Ratio operator /(Ratio left, double right)
        => new(FiniteMath.Divide(left.Value, FiniteMath.Argument(right, nameof(right))));

    /// <summary>How many times as much.</summary>
    /// <exception cref="DivideByZeroException">The divisor is zero.</exception>
    public static Ratio operator /(Ratio left, Ratio right) => new(FiniteMath.Divide(left.Value, right.Value));

    /// <summary>The product, a share of a share.</summary>
    /// <exception cref="OverflowException">The result is out of range.</exception>
    public static Ratio operator *(Ratio left, Ratio right) => new(FiniteMath.Result(left.Value * right.Value));

    /// <inheritdoc/>
    public static bool operator <(Ratio left, Ratio right) => left.Value < right.Value;

    /// <inheritdoc/>
    public static bool operator <=(Ratio left, Ratio right) => left.Value <= right.Value;

    /// <inheritdoc/>
    public static bool operator >(Ratio left, Ratio right) => left.Value > right.Value;

    /// <inheritdoc/>
    public static bool operator >=(Ratio left, Ratio right) => left.Value >= right.Value;
}
