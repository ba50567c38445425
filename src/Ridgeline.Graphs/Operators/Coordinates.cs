namespace Ridgeline.Graphs.Operators;

/// <summary>Index vectors of small row-major arrays, and contents made by picking elements.</summary>
internal static class Coordinates
{
    /// <summary>All index vectors, last index fastest.</summary>
    public static IEnumerable<int[]> Of(long[] dims)
    {
        var count = Tensor.CountOf(dims) ?? 0;
        for (long i = 0; i < count; i++)
        {
            var at = new int[dims.Length];
            var rest = i;
            for (var d = dims.Length - 1; d >= 0; d--)
            {
                at[d] = (int)(rest % dims[d]);
                rest /= dims[d];
            }
            yield return at;
        }
    }

    /// <summary>The place of an index vector in row-major order.</summary>
    public static int Flat(long[] dims, ReadOnlySpan<int> at)
    {
        long flat = 0;
        for (var d = 0; d < dims.Length; d++)
        {
            if (at[d] < 0 || at[d] >= dims[d]) throw new InferenceException($"index {at[d]} lies outside a dimension of {dims[d]}");
            flat = (flat * dims[d]) + at[d];
        }
        return (int)flat;
    }

    /// <summary>Contents of new dimensions whose element at each index vector is the source's at <paramref name="from"/> of it; null if too large.</summary>
    public static Contents? Pick(Contents source, long[] dims, Func<int[], int[]> from) => IsSmall(dims)
        ? source.Pick(dims, Picked(source, dims, from))
        : null;

    private static int[] Picked(Contents source, long[] dims, Func<int[], int[]> from)
    {
        var (indices, count) = (new int[Tensor.CountOf(dims) ?? 0], 0);
        foreach (var at in Of(dims)) indices[count++] = Flat(source.Dims, from(at));
        return indices;
    }

    /// <summary>Whether shape arithmetic looks at a tensor of these dimensions at all.</summary>
    public static bool IsSmall(long[] dims) => Tensor.CountOf(dims) is <= Contents.Most;

    /// <summary>An index that may count from the end, counted from the start.</summary>
    public static int FromStart(long index, long size) => (int)(index < 0 ? index + size : index);
}
