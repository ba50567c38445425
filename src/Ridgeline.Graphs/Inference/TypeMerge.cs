namespace Ridgeline.Graphs.Passes;

/// <summary>Puts two statements about one value's type together: the inferred and the declared, or the types of two branches.</summary>
internal static class TypeMerge
{
    /// <summary>What contradicts, in words; null if both can be true.</summary>
    public static string? Conflict(DataType a, DataType b) => (a, b) switch
    {
        (TensorType x, TensorType y) => Conflict(x.Element, y.Element) ?? Conflict(x.Shape, y.Shape),
        (SparseTensorType x, SparseTensorType y) => Conflict(x.Element, y.Element) ?? Conflict(x.Shape, y.Shape),
        (SequenceType x, SequenceType y) => x.Item is null || y.Item is null ? null : Conflict(x.Item, y.Item),
        (OptionalType x, OptionalType y) => x.Item is null || y.Item is null ? null : Conflict(x.Item, y.Item),
        (MapType x, MapType y) => x.Item is null || y.Item is null ? null : Conflict(x.Item, y.Item),
        _ => a.GetType() == b.GetType() ? null : "one kind of value is not the other",
    };

    /// <summary>The first type with its gaps filled from the second, which does not contradict it.</summary>
    public static DataType? Refine(DataType? a, DataType? b) => (a, b) switch
    {
        (null, _) => b,
        (TensorType x, TensorType y) => new TensorType(x.Element == ElementType.Undefined ? y.Element : x.Element, Refine(x.Shape, y.Shape)),
        (SequenceType x, SequenceType y) => new SequenceType(Refine(x.Item, y.Item)) { Length = x.Length.IsUnknown ? y.Length : x.Length },
        (OptionalType x, OptionalType y) => new OptionalType(Refine(x.Item, y.Item)),
        (MapType x, MapType y) => new MapType(x.Key, Refine(x.Item, y.Item)),
        _ => a,
    };

    /// <summary>What is true of both: dimensions that differ become unknown. Null if they are of different kinds.</summary>
    public static DataType? Join(DataType? a, DataType? b) => (a, b) switch
    {
        (TensorType x, TensorType y) when x.Element == y.Element => new TensorType(x.Element, Join(x.Shape, y.Shape)),
        (SequenceType { Length: { ValueOrNull: 0 } } x, SequenceType y) => y with { Length = x.Length == y.Length ? x.Length : Dim.Unknown },
        (SequenceType x, SequenceType { Length: { ValueOrNull: 0 } }) => x with { Length = Dim.Unknown },
        (SequenceType x, SequenceType y) => new SequenceType(Join(x.Item, y.Item)) { Length = x.Length == y.Length ? x.Length : Dim.Unknown },
        (OptionalType x, OptionalType y) => new OptionalType(Join(x.Item, y.Item)),
        _ => a == b ? a : null,
    };

    /// <summary>What is true of both shapes.</summary>
    public static Shape Join(Shape a, Shape b) => !a.HasRank || !b.HasRank || a.Rank != b.Rank
        ? Shape.Unknown
        : a.Zip(b, (x, y) => x == y ? x : Dim.Unknown);

    private static string? Conflict(ElementType a, ElementType b) =>
        a == b || a == ElementType.Undefined || b == ElementType.Undefined ? null : $"{a.Spelling()} is not {b.Spelling()}";

    private static string? Conflict(Shape a, Shape b)
    {
        if (!a.HasRank || !b.HasRank) return null;
        if (a.Rank != b.Rank) return $"rank {a.Rank} is not rank {b.Rank}";
        for (var i = 0; i < a.Rank; i++)
        {
            if (a[i].IsKnown && b[i].IsKnown && a[i] != b[i]) return $"dimension {i} is {a[i]}, not {b[i]}";
        }
        return null;
    }

    private static Shape Refine(Shape a, Shape b) => !a.HasRank ? b
        : !b.HasRank || a.Rank != b.Rank ? a
        : a.Zip(b, (x, y) => x.IsKnown || (x.IsSymbolic && !y.IsKnown) ? x : y);
}
