namespace Ridgeline.Graphs.Operators;

/// <summary>What shape rules read from parameters that are inputs: target shapes, axes, counts.</summary>
internal static class Wanted
{
    // A rank beyond this is no network's; a hostile file must not make us allocate it.
    private const int HighestRank = 256;

    /// <summary>The numbers of an input, or of the attribute that was used in early operator sets; null if not known.</summary>
    public static Dim[]? Integers(InferenceContext x, int input, string attribute) =>
        x.Has(input) ? x.Integers(input) : x.Node.Ints(attribute) is { } given ? Array.ConvertAll(given, Dim.Of) : null;

    /// <summary>The shape that an input spells out; as many unknown dimensions as it has elements if only their number is known.</summary>
    public static Shape ShapeOf(InferenceContext x, int input) =>
        x.Integers(input) is { } dims ? Shape.Create(Array.ConvertAll(dims, Size)) : OfLength(x, input);

    /// <summary>A shape of as many unknown dimensions as the vector has elements.</summary>
    public static Shape OfLength(InferenceContext x, int input) =>
        x.Shape(input) is { HasRank: true, Rank: 1 } vector && vector[0].ValueOrNull is >= 0 and <= HighestRank and var rank
            ? Shape.OfRank((int)rank)
            : Shape.Unknown;

    /// <summary>The single integer of an input; unknown if not known.</summary>
    public static Dim Integer(InferenceContext x, int input) => x.Contents(input) switch
    {
        { Integers: [var one] } => one,
        { Reals: [var one] } when Math.Abs(one) < 1e15 => Dim.Of((long)one),
        _ => Dim.Unknown,
    };

    /// <summary>
    /// The axes that an input or attribute names, counted from the start of <paramref name="rank"/> dimensions; all of them if neither is given; null
    /// if not known.
    /// </summary>
    public static int[]? Axes(InferenceContext x, int input, int rank, string attribute = "axes")
    {
        if (!x.Has(input) && x.Node.Ints(attribute) is null) return Operators.Axes.All(rank);
        var given = x.NumbersOrAttribute(input, attribute);
        return given is null ? null : Distinct(given, rank);
    }

    /// <summary>Axes counted from the start.</summary>
    /// <exception cref="InferenceException">One is named twice or lies outside.</exception>
    public static int[] Distinct(long[] axes, int rank)
    {
        var result = Array.ConvertAll(axes, axis => InferenceContext.Axis(axis, rank));
        return Operators.Axes.AreDistinct(result) ? result : throw new InferenceException($"an axis is named twice in [{string.Join(", ", axes)}]");
    }

    private static Dim Size(Dim dim) => dim.ValueOrNull < 0 ? throw new InferenceException($"{dim} is no size of a dimension") : dim;
}
