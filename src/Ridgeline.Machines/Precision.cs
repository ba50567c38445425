namespace Ridgeline.Machines;

/// <summary>What a unit multiplies, and what it sums the products in.</summary>
/// <param name="Element">The format of both factors.</param>
/// <param name="Accumulate">The format of the sum.</param>
public readonly record struct Precision(NumberFormat Element, NumberFormat Accumulate)
{
    /// <summary>A format with its usual accumulator.</summary>
    public static Precision Of(NumberFormat element) => new(element, element.UsualAccumulator());

    /// <summary>Reads <c>fp16</c> or <c>fp16/fp16</c>.</summary>
    /// <returns>Null if it is neither.</returns>
    public static Precision? Find(string text)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        if (NumberFormats.Find(slash < 0 ? text : text[..slash]) is not { } element) return null;
        if (slash < 0) return Of(element);
        return NumberFormats.Find(text[(slash + 1)..]) is { } sum ? new(element, sum) : null;
    }

    /// <summary><c>fp16</c>, or <c>fp16/fp16</c> where the accumulator is not the usual one.</summary>
    public override string ToString() => Accumulate == Element.UsualAccumulator() ? Element.Name() : $"{Element.Name()}/{Accumulate.Name()}";
}
