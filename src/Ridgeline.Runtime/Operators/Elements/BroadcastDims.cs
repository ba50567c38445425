namespace Ridgeline.Runtime.Operators;

/// <summary>The dimensions that operands broadcast to, aligned at the right.</summary>
internal static class BroadcastDims
{
    /// <summary>Writes them into <paramref name="target"/>, which is as long as the longer of the two.</summary>
    public static void Of(ReadOnlySpan<long> a, ReadOnlySpan<long> b, Span<long> target)
    {
        for (var i = 1; i <= target.Length; i++)
        {
            var (x, y) = (i <= a.Length ? a[^i] : 1, i <= b.Length ? b[^i] : 1);
            if (x != y && x != 1 && y != 1) throw new OperatorException($"{string.Join('x', a.ToArray())} and {string.Join('x', b.ToArray())} do not broadcast");
            target[^i] = x == 1 ? y : x;
        }
    }

    /// <summary>Those of two operands.</summary>
    public static long[] Of(ReadOnlySpan<long> a, ReadOnlySpan<long> b)
    {
        var dims = new long[Math.Max(a.Length, b.Length)];
        Of(a, b, dims);
        return dims;
    }
}
