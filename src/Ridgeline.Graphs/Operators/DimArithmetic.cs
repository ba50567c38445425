namespace Ridgeline.Graphs.Operators;

/// <summary>What ONNX's integer operators do on numbers that may be symbolic. A name stands for a size: it is at least 0.</summary>
internal static class DimArithmetic
{
    /// <summary>The quotient rounded toward zero, as ONNX divides integers; unknown for a divisor of 0.</summary>
    public static Dim Divide(Dim a, Dim b)
    {
        if (a.ValueOrNull is { } above && b.ValueOrNull is { } below) return below == 0 ? Dim.Unknown : below == -1 ? -a : Dim.Of(above / below);
        var quotient = a / b;
        // Dim rounds down, which is the same where nothing is negative, or nothing is rounded.
        return quotient * b == a || (IsSize(a) && IsSize(b)) ? quotient : Dim.Unknown;
    }

    /// <summary>The remainder: of the divisor's sign, or of the dividend's with <paramref name="truncated"/>.</summary>
    public static Dim Remainder(Dim a, Dim b, bool truncated)
    {
        if (a.ValueOrNull is { } above && b.ValueOrNull is { } below)
        {
            if (below is 0 or -1) return below == 0 ? Dim.Unknown : Dim.Of(0);
            var rest = above % below;
            return Dim.Of(!truncated && rest != 0 && (rest < 0) != (below < 0) ? rest + below : rest);
        }
        return !a.IsUnknown && !b.IsUnknown && a / b * b == a ? Dim.Of(0) : Dim.Unknown;
    }

    /// <summary>The lesser, where it is known.</summary>
    public static Dim Min(Dim a, Dim b) => Less(a, b) is { } less ? less ? a : b : Less(b, a) is { } more && more ? b : a == b ? a : Dim.Unknown;

    /// <summary>The greater, where it is known.</summary>
    public static Dim Max(Dim a, Dim b) => Less(a, b) is { } less ? less ? b : a : Less(b, a) is { } more && more ? a : a == b ? a : Dim.Unknown;

    /// <summary>Whether they are equal: null if that is not known.</summary>
    public static bool? AreEqual(Dim a, Dim b)
    {
        if (a.IsKnown && b.IsKnown) return a == b;
        if (!a.IsUnknown && a == b) return true;
        return IsBelowSizes(a) && IsSize(b) || IsSize(a) && IsBelowSizes(b) ? false : null;
    }

    /// <summary>Whether the first is less: null if that is not known.</summary>
    public static bool? Less(Dim a, Dim b)
    {
        if (a.IsKnown && b.IsKnown) return a.Value < b.Value;
        if (!a.IsUnknown && a == b) return false;
        return IsBelowSizes(a) && IsSize(b) ? true : IsSize(a) && b.IsKnown && b.Value <= 0 ? false : null;
    }

    /// <summary>The magnitude, where the sign is known.</summary>
    public static Dim Abs(Dim a) => IsSize(a) ? a : a.IsKnown ? -a : Dim.Unknown;

    /// <summary>-1, 0 or 1, where it is known.</summary>
    public static Dim Sign(Dim a) => a.IsKnown ? Dim.Of(Math.Sign(a.Value)) : Dim.Unknown;

    // A difference of names may be negative; products, sums and quotients of sizes are not.
    private static bool IsSize(Dim dim) => dim.IsKnown ? dim.Value >= 0 : dim.IsSymbolic && !dim.ToString().Contains('-', StringComparison.Ordinal);

    private static bool IsBelowSizes(Dim dim) => dim.IsKnown && dim.Value < 0;
}
