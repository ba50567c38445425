namespace Ridgeline.Graphs.Operators;

/// <summary>Arithmetic on known contents, element by element with broadcasting.</summary>
internal static class ContentsArithmetic
{
    /// <summary>
    /// Combines the node's two inputs: <paramref name="onIntegers"/> if both are integers, else <paramref name="onReals"/>. Null if the contents of
    /// one are not known or the result would be large.
    /// </summary>
    public static Contents? Combine(InferenceContext x, Func<Dim, Dim, Dim> onIntegers, Func<double, double, double> onReals, ElementType? element = null)
    {
        if (x.Contents(0) is not { } a || x.Contents(1) is not { } b) return null;
        var dims = Broadcasting.Broadcast(Shape.Of(a.Dims), Shape.Of(b.Dims)).ToNumbers();
        if (Tensor.CountOf(dims) is not { } count || count > Contents.Most) return null;
        var (left, right) = (Indices(a.Dims, dims, (int)count), Indices(b.Dims, dims, (int)count));
        if (a.Integers is { } ints && b.Integers is { } others)
        {
            return new(element ?? a.Element, dims, [.. left.Zip(right, (i, j) => onIntegers(ints[i], others[j]))]);
        }
        return a.AsReals is { } reals && b.AsReals is { } otherReals
            ? new(element ?? a.Element, dims, [.. left.Zip(right, (i, j) => onReals(reals[i], otherReals[j]))])
            : null;
    }

    /// <summary>Changes each element of the first input.</summary>
    public static Contents? Map(InferenceContext x, Func<Dim, Dim> onIntegers, Func<double, double> onReals) => x.Contents(0) switch
    {
        { Integers: { } integers } a => new(a.Element, a.Dims, Array.ConvertAll(integers, i => onIntegers(i))),
        { Reals: { } reals } a => new(a.Element, a.Dims, Array.ConvertAll(reals, r => onReals(r))),
        _ => null,
    };

    /// <summary>For each element of a broadcast result, the index of the element of <paramref name="from"/> that it takes.</summary>
    public static int[] Indices(long[] from, long[] to, int count)
    {
        var result = new int[count];
        for (var i = 0; i < count; i++)
        {
            var (rest, index, stride) = (i, 0, 1);
            for (var d = to.Length - 1; d >= 0; d--)
            {
                var at = rest % (int)to[d];
                rest /= (int)to[d];
                var own = d - (to.Length - from.Length);
                if (own < 0) continue;
                if (from[own] != 1) index += at * stride;
                stride *= (int)from[own];
            }
            result[i] = index;
        }
        return result;
    }
}
