using System.Diagnostics.CodeAnalysis;

namespace Ridgeline.Quantities;

/// <summary>Reading and summing of any quantity.</summary>
public static class Quantity
{
    /// <summary>Reads text such as "16 MiB", "3.35 TB/s" or "25,557,032 MAC".</summary>
    /// <exception cref="FormatException">The text is no such quantity; the message says what is.</exception>
    /// <exception cref="OverflowException">The value is out of the type's range.</exception>
    public static T Parse<T>(ReadOnlySpan<char> text)
        where T : struct, IQuantity<T>
    {
        if (TryParse<T>(text, out var value, out var problem)) return value;
        throw problem.OutOfRange ? new OverflowException(problem.ToString()) : new FormatException(problem.ToString());
    }

    /// <summary>Reads a quantity, or says what is wrong in a form fit for a diagnostic.</summary>
    /// <returns>Whether <paramref name="value"/> was read.</returns>
    public static bool TryParse<T>(ReadOnlySpan<char> text, out T value, [NotNullWhen(false)] out QuantityProblem? problem)
        where T : struct, IQuantity<T>
    {
        value = default;
        problem = UnitFormat.Read(text, T.Units, out var number);
        if (problem is not null) return false;

        var misfit = T.FromExact(number, out value);
        if (misfit is null) return true;
        problem = UnitFormat.Problem(text.Trim(), T.Units, misfit.Message, misfit.Hint) with { OutOfRange = misfit.OutOfRange };
        return false;
    }

    /// <summary>The sum; zero of none.</summary>
    /// <exception cref="OverflowException">The sum is out of the type's range.</exception>
    public static T Sum<T>(this IEnumerable<T> source)
        where T : struct, IQuantity<T>
    {
        var total = T.Zero;
        foreach (var value in source) total += value;
        return total;
    }

    /// <summary>The sum of what is selected of each; zero of none.</summary>
    /// <exception cref="OverflowException">The sum is out of the type's range.</exception>
    public static T Sum<TSource, T>(this IEnumerable<TSource> source, Func<TSource, T> selector)
        where T : struct, IQuantity<T>
        => source.Select(selector).Sum();

    /// <summary>Prints a quantity by one of the formats of <see cref="IQuantity{TSelf}"/>.</summary>
    internal static string Print<T>(T value, string? format)
        where T : struct, IQuantity<T>
        => UnitFormat.Print(value.Magnitude, value.RawNumber, T.Units, format);
}
