namespace Ridgeline.Graphs.Operators;

/// <summary>Operators whose output's size depends on the elements: known only where the elements are.</summary>
internal static class Selecting
{
    public static readonly Operator[] Rows =
    [
        new("NonZero", [9, 13], InferNonZero) { Evaluate = EvaluateNonZero, Traits = Traits.NoGradient, Work = x => new() { Comparisons = new(x.InCount(0)) } },
        new("Unique", [11], InferUnique) { Traits = Traits.NoGradient, Work = Sorting },
        new("Unique", [1], InferUnique) { Domain = "com.microsoft", Traits = Traits.NoGradient, Work = Sorting },
        new("Compress", [9, 11], InferCompress),
    ];

    private static void InferNonZero(InferenceContext x)
    {
        var input = x.Shape(0);
        var count = Chosen(x) is { } chosen ? Dim.Of(chosen.Length) : Dim.Unknown;
        // A scalar has no axis to name a place by; implementations differ in what they return for it.
        x.Output(0, ElementType.Int64, [input.HasRank && input.Rank > 0 ? Dim.Of(input.Rank) : Dim.Unknown, count]);
    }

    private static int[][]? Chosen(InferenceContext x) => x.Contents(0) is { Dims.Length: > 0 } contents && contents.AsReals is { } elements
        ? [.. Coordinates.Of(contents.Dims).Where((_, i) => elements[i] != 0)]
        : null;

    private static Contents? EvaluateNonZero(InferenceContext x)
    {
        if (Chosen(x) is not { } chosen) return null;
        var rank = x.Contents(0)!.Dims.Length;
        return new(ElementType.Int64, [rank, chosen.Length], [.. Enumerable.Range(0, rank).SelectMany(d => chosen.Select(at => Dim.Of(at[d])))]);
    }

    // n log2 n comparisons find equal neighbours.
    private static Work Sorting(WorkContext x)
    {
        var count = x.InCount(0);
        return new() { Comparisons = new(count * (int)Math.Ceiling(Math.Log2(Math.Max((double)count, 2)))) };
    }

    private static void InferUnique(InferenceContext x)
    {
        var input = x.Shape(0);
        var along = x.Node.Attributes.ContainsKey("axis") && input.HasRank ? InferenceContext.Axis(x.Node.Int("axis", 0), input.Rank) : (int?)null;
        var flat = !x.Node.Attributes.ContainsKey("axis");
        var count = flat || along is not null ? DistinctSlices(x.Contents(0), along) : Dim.Unknown;
        x.Output(0, x.Element(0), flat ? [count] : along is null ? Shape.Unknown : input.With(along.Value, count));
        x.Output(1, ElementType.Int64, [count]);
        x.Output(2, ElementType.Int64, [flat ? input.Elements : along is null ? Dim.Unknown : input[along.Value]]);
        x.Output(3, ElementType.Int64, [count]);
    }

    private static Dim DistinctSlices(Contents? contents, int? axis)
    {
        if (contents?.AsReals is not { } elements) return Dim.Unknown;
        if (axis is null) return Dim.Of(elements.Distinct().Count());
        var slices = Coordinates.Of(contents.Dims).Zip(elements).GroupBy(e => e.First[axis.Value], e => e.Second);
        return Dim.Of(slices.Select(slice => string.Join(',', slice)).Distinct(StringComparer.Ordinal).Count());
    }

    private static void InferCompress(InferenceContext x)
    {
        var kept = x.Numbers(1) is { } condition ? Dim.Of(condition.Count(c => c != 0)) : Dim.Unknown;
        var input = x.Shape(0);
        var flat = !x.Node.Attributes.ContainsKey("axis");
        x.Output(0, x.Element(0), flat ? [kept] : input.HasRank ? input.With(InferenceContext.Axis(x.Node.Int("axis", 0), input.Rank), kept) : Shape.Unknown);
    }
}
