namespace Ridgeline.Graphs.Operators;

/// <summary>
/// Arithmetic on known contents, element by element with broadcasting. Results are rounded as the element type would round them; an integer that
/// its type cannot hold is unknown.
/// </summary>
internal static class ContentsArithmetic
{
    /// <summary>
    /// Combines the node's two inputs: <paramref name="onIntegers"/> if both are integers, else <paramref name="onReals"/>. Null if the contents of
    /// one are not known or the result would be large.
    /// </summary>
    public static Contents? Combine(InferenceContext x, Func<Dim, Dim, Dim> onIntegers, Func<double, double, double> onReals, ElementType? element = null) =>
        x.Contents(0) is { } a && x.Contents(1) is { } b ? Combine(a, b, onIntegers, onReals, element ?? a.Element) : null;

    /// <summary>Combines all of the node's inputs, from the first on.</summary>
    public static Contents? CombineAll(InferenceContext x, Func<Dim, Dim, Dim> onIntegers, Func<double, double, double> onReals)
    {
        var result = x.Contents(0);
        for (var i = 1; i < x.InputCount && result is not null; i++)
        {
            result = x.Contents(i) is { } next ? Combine(result, next, onIntegers, onReals, result.Element) : null;
        }
        return result;
    }

    /// <summary>Compares the node's two inputs; the result is of truth values.</summary>
    public static Contents? Compare(InferenceContext x, Func<Dim, Dim, bool?> onIntegers, Func<double, double, bool> onReals)
    {
        if (x.Contents(0) is not { } a || x.Contents(1) is not { } b || Align(a, b) is not var (dims, left, right)) return null;
        if (a.Integers is { } ints && b.Integers is { } others)
        {
            return new(ElementType.Bool, dims, Paired(left, right, (i, j) => Truth(onIntegers(ints[i], others[j]))));
        }
        return a.AsReals is { } reals && b.AsReals is { } otherReals
            ? new(ElementType.Bool, dims, Paired(left, right, (i, j) => Truth(onReals(reals[i], otherReals[j]))))
            : null;
    }

    /// <summary>Changes each element of the first input.</summary>
    public static Contents? Map(InferenceContext x, Func<Dim, Dim> onIntegers, Func<double, double> onReals) => x.Contents(0) switch
    {
        { Integers: { } integers } a => Make(a.Element, a.Dims, Array.ConvertAll(integers, i => onIntegers(i))),
        { Reals: { } reals } a => Make(a.Element, a.Dims, Array.ConvertAll(reals, r => onReals(r))),
        _ => null,
    };

    /// <summary>Integer contents; what the type cannot hold is unknown.</summary>
    public static Contents Make(ElementType element, long[] dims, Dim[] integers)
    {
        var (least, most) = Range(element);
        return new(element, dims, Array.ConvertAll(integers, i => i.ValueOrNull is { } value && (value < least || value > most) ? Dim.Unknown : i));
    }

    /// <summary>Real contents, rounded to the type; null for a type that is not rounded here.</summary>
    public static Contents? Make(ElementType element, long[] dims, double[] reals) => element switch
    {
        ElementType.Double => new(element, dims, reals),
        ElementType.Float => new(element, dims, Array.ConvertAll(reals, r => (double)(float)r)),
        ElementType.Float16 => new(element, dims, Array.ConvertAll(reals, r => (double)(Half)r)),
        ElementType.BFloat16 => new(element, dims, Array.ConvertAll(reals, ToBFloat16)),
        _ => null,
    };

    /// <summary>A truth value as contents hold it: 1, 0 or unknown.</summary>
    public static Dim Truth(bool? value) => value is { } known ? Dim.Of(known ? 1 : 0) : Dim.Unknown;

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

    private static Contents? Combine(Contents a, Contents b, Func<Dim, Dim, Dim> onIntegers, Func<double, double, double> onReals, ElementType element)
    {
        if (Align(a, b) is not var (dims, left, right)) return null;
        if (a.Integers is { } ints && b.Integers is { } others)
        {
            return Make(element, dims, Paired(left, right, (i, j) => onIntegers(ints[i], others[j])));
        }
        return a.AsReals is { } reals && b.AsReals is { } otherReals
            ? Make(element, dims, Paired(left, right, (i, j) => onReals(reals[i], otherReals[j])))
            : null;
    }

    private static T[] Paired<T>(int[] left, int[] right, Func<int, int, T> combine)
    {
        var result = new T[left.Length];
        for (var i = 0; i < result.Length; i++) result[i] = combine(left[i], right[i]);
        return result;
    }

    private static (long[] Dims, int[] Left, int[] Right)? Align(Contents a, Contents b)
    {
        var dims = Broadcasting.Broadcast(Shape.Of(a.Dims), Shape.Of(b.Dims)).ToNumbers();
        return Tensor.CountOf(dims) is { } count && count <= Contents.Most
            ? (dims, Indices(a.Dims, dims, (int)count), Indices(b.Dims, dims, (int)count))
            : null;
    }

    // The upper half of a float, rounded to the nearest, ties to even.
    private static double ToBFloat16(double real)
    {
        if (!double.IsFinite(real)) return real;
        var bits = BitConverter.SingleToUInt32Bits((float)real);
        return BitConverter.UInt32BitsToSingle((bits + 0x7FFF + ((bits >> 16) & 1)) & 0xFFFF0000);
    }

    private static (long Least, long Most) Range(ElementType element) => element switch
    {
        ElementType.Bool => (0, 1),
        ElementType.UInt8 => (0, byte.MaxValue),
        ElementType.Int8 => (sbyte.MinValue, sbyte.MaxValue),
        ElementType.UInt16 => (0, ushort.MaxValue),
        ElementType.Int16 => (short.MinValue, short.MaxValue),
        ElementType.UInt32 => (0, uint.MaxValue),
        ElementType.Int32 => (int.MinValue, int.MaxValue),
        ElementType.UInt64 => (0, long.MaxValue),
        ElementType.UInt4 => (0, 15),
        ElementType.Int4 => (-8, 7),
        ElementType.UInt2 => (0, 3),
        ElementType.Int2 => (-2, 1),
        _ => (long.MinValue, long.MaxValue),
    };
}
