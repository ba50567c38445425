namespace Ridgeline.Graphs;

/// <summary>Compares tensors piece by piece, so that none has to fit into memory.</summary>
public static class TensorEquality
{
    private const int Piece = 1 << 16;

    /// <summary>What differs between two tensors, or null if they are equal. Absent data are equal to absent data of the same filling.</summary>
    public static string? Difference(Tensor first, Tensor second)
    {
        if (first.Element != second.Element || !first.Dims.AsSpan().SequenceEqual(second.Dims)) return $"{first.Type} is not {second.Type}";
        return (first.Data, second.Data) switch
        {
            (AbsentData a, AbsentData b) => a.Filling == b.Filling ? null : $"the filling {a.Filling} is not {b.Filling}",
            (StringData a, StringData b) => Texts(a, b),
            (var a, var b) when a.IsPresent != b.IsPresent => "the data of one are absent",
            (var a, var b) => Bytes(a, b),
        };
    }

    private static string? Texts(StringData a, StringData b)
    {
        for (var i = 0; i < a.Items.Count; i++)
        {
            if (!a.Items[i].Span.SequenceEqual(b.Items[i].Span)) return $"text {i} differs";
        }
        return null;
    }

    private static string? Bytes(TensorData a, TensorData b)
    {
        var size = (int)Math.Min(Piece, a.Length);
        var (first, second) = (new byte[size], new byte[size]);
        for (var at = 0L; at < a.Length; at += size)
        {
            var count = (int)Math.Min(size, a.Length - at);
            a.Read(at, first.AsSpan(0, count));
            b.Read(at, second.AsSpan(0, count));
            var same = first.AsSpan(0, count).CommonPrefixLength(second.AsSpan(0, count));
            if (same < count) return $"byte {at + same} is {first[same]} and {second[same]}";
        }
        return null;
    }
}
