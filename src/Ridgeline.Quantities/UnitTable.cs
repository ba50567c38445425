using System.Numerics;

namespace Ridgeline.Quantities;

/// <summary>The units of one quantity, each list from small to large.</summary>
internal sealed class UnitTable
{
    private const string SiPrefixes = "kMGTPEZY";
    private const string SubPrefixes = "mµnpf";
    private const string BinaryPrefixes = "KMGTPE";

    private readonly Unit[] _all;

    private UnitTable(string noun, string baseSymbol, IEnumerable<Unit> units, string note = "")
    {
        Noun = noun;
        BaseSymbol = baseSymbol;
        _all = [.. units];
        Printed = [.. _all.Where(u => u.Role is UnitRole.Printed or UnitRole.Both)];
        Binary = [.. _all.Where(u => u.Role is UnitRole.Binary or UnitRole.Both)];
        var symbols = _all.Where(u => u.Role != UnitRole.Alias).Select(u => u.Symbol);
        Understood = "units understood: " + string.Join(", ", symbols) + note;
    }

    public static UnitTable Bytes { get; } = new("an amount of bytes", "B", Data("B"), " (bytes, not bits)");

    public static UnitTable BytesPerSecond { get; } = new("a bandwidth", "B/s", Data("B/s"), " (bytes, not bits)");

    public static UnitTable FlopCount { get; } = new("a count of FLOP", "FLOP", Si("FLOP", 8));

    public static UnitTable FlopPerSecond { get; } = new("a rate of FLOP", "FLOP/s", [.. Si("FLOP/s", 8), .. Alias("OP/s", 8)]);

    public static UnitTable MacCount { get; } = new("a count of MACs", "MAC", Si("MAC", 8));

    public static UnitTable Hertz { get; } = new("a frequency", "Hz", Si("Hz", 5));

    public static UnitTable Joules { get; } = new("an energy", "J", [.. Sub("J"), .. Si("J", 6)]);

    public static UnitTable Watts { get; } = new("a power", "W", [.. Sub("W"), .. Si("W", 6)]);

    public static UnitTable Seconds { get; } = new("a time", "s",
        [.. Sub("s"), One("s"), Calendar("min", 60), Calendar("h", 3600), Calendar("d", 86400)]);

    public static UnitTable Ratio { get; } = new("a ratio", "",
        [new("%", BigInteger.One, -2, UnitRole.Printed), new("", BigInteger.One, 0, UnitRole.Alias)], ", or none for a fraction");

    /// <summary>What the quantity is called in a message.</summary>
    public string Noun { get; }

    /// <summary>The unit of the raw value.</summary>
    public string BaseSymbol { get; }

    /// <summary>A sentence part that lists the units.</summary>
    public string Understood { get; }

    /// <summary>The units of the short form.</summary>
    public Unit[] Printed { get; }

    /// <summary>The units of the format <c>B</c>; empty where it has no meaning.</summary>
    public Unit[] Binary { get; }

    /// <summary>All spellings.</summary>
    public IEnumerable<string> Symbols => _all.Select(u => u.Symbol).Where(s => s.Length > 0);

    public bool TryFind(ReadOnlySpan<char> symbol, out Unit unit)
    {
        foreach (var candidate in _all)
        {
            if (!symbol.SequenceEqual(candidate.Symbol)) continue;
            unit = candidate;
            return true;
        }

        unit = default;
        return false;
    }

    private static Unit One(string symbol) => new(symbol, BigInteger.One, 0, UnitRole.Printed);

    private static Unit Calendar(string symbol, int seconds) => new(symbol, seconds, 0, UnitRole.Printed);

    private static IEnumerable<Unit> Si(string symbol, int prefixes)
        => SiPrefixes.Take(prefixes).Select((p, i) => new Unit(p + symbol, BigInteger.One, 3 * (i + 1), UnitRole.Printed))
            .Prepend(One(symbol));

    // Makers of integer units count operations, two a MAC as well.
    private static IEnumerable<Unit> Alias(string symbol, int prefixes) => Si(symbol, prefixes).Select(unit => unit with { Role = UnitRole.Alias });

    private static IEnumerable<Unit> Data(string symbol)
        => Si(symbol, 7).Skip(1).Prepend(One(symbol) with { Role = UnitRole.Both })
            .Concat(BinaryPrefixes.Select((p, i) => new Unit($"{p}i{symbol}", BigInteger.One << (10 * (i + 1)), 0, UnitRole.Binary)));

    private static IEnumerable<Unit> Sub(string symbol)
    {
        for (var i = SubPrefixes.Length - 1; i >= 0; i--)
            yield return new Unit(SubPrefixes[i] + symbol, BigInteger.One, -3 * (i + 1), UnitRole.Printed);
        // The keyboard's letter, and the Greek one that looks the same as the micro sign.
        yield return new Unit("u" + symbol, BigInteger.One, -6, UnitRole.Alias);
        yield return new Unit("\u03bc" + symbol, BigInteger.One, -6, UnitRole.Alias);
    }
}
