using System.Diagnostics.CodeAnalysis;
using System.Numerics;

namespace Ridgeline.Quantities;

/// <summary>What all quantities share: order, sums, text and JSON.</summary>
/// <remarks>
/// <para>Formats: none is the short human form, at most four significant digits with an SI prefix ("16.78 MB");
/// <c>R</c> or <c>G</c> is the exact value in the base unit ("16777216 B"), which parses back to the same value;
/// <c>B</c> is the short form with binary prefixes ("16 MiB"), of <see cref="Bytes"/> and <see cref="BytesPerSecond"/> only.</para>
/// <para>Text is the same in every culture; format providers are not looked at. JSON is a plain number of base units.</para>
/// <para>Only the types of this assembly implement this interface.</para>
/// </remarks>
/// <typeparam name="TSelf">The quantity itself.</typeparam>
public interface IQuantity<TSelf> : IEquatable<TSelf>, IComparable<TSelf>, IFormattable, ISpanParsable<TSelf>,
    IAdditionOperators<TSelf, TSelf, TSelf>, ISubtractionOperators<TSelf, TSelf, TSelf>, IComparisonOperators<TSelf, TSelf, bool>
    where TSelf : struct, IQuantity<TSelf>
{
    /// <summary>Nothing of it.</summary>
    static abstract TSelf Zero { get; }

    /// <summary>Its units.</summary>
    internal static abstract UnitTable Units { get; }

    /// <summary>The value in base units, rounded to a double.</summary>
    internal double Magnitude { get; }

    /// <summary>The value in base units, exact, as a JSON number.</summary>
    internal string RawNumber { get; }

    /// <summary>Narrows a number of base units.</summary>
    /// <returns>Null if it fits, else why not.</returns>
    internal static abstract QuantityProblem? FromExact(ExactNumber number, out TSelf value);

    /// <inheritdoc/>
    static TSelf IParsable<TSelf>.Parse(string s, IFormatProvider? provider) => Quantity.Parse<TSelf>(s);

    /// <inheritdoc/>
    static bool IParsable<TSelf>.TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out TSelf result)
        => Quantity.TryParse(s, out result, out _);

    /// <inheritdoc/>
    static TSelf ISpanParsable<TSelf>.Parse(ReadOnlySpan<char> s, IFormatProvider? provider) => Quantity.Parse<TSelf>(s);

    /// <inheritdoc/>
    static bool ISpanParsable<TSelf>.TryParse(ReadOnlySpan<char> s, IFormatProvider? provider, out TSelf result)
        => Quantity.TryParse(s, out result, out _);
}
