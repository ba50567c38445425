namespace Ridgeline.Graphs.Operators;

/// <summary>Operators that write elements or rows to places given by index, into a copy of their first input.</summary>
internal static class Scattering
{
    public static readonly Operator[] Rows =
    [
        new("Scatter", [9, 11], ShapeRules.SameAsInput) { Evaluate = EvaluateElements, Work = Combining },
        new("ScatterElements", [11, 13, 16, 18], ShapeRules.SameAsInput) { Evaluate = EvaluateElements, Work = Combining },
        new("ScatterND", [11, 13, 16, 18], ShapeRules.SameAsInput) { Evaluate = EvaluateND, Work = Combining },
        new("TensorScatter", [24], ShapeRules.SameAsInput),
    ];

    private static Work Combining(WorkContext x) => x.Node.Text("reduction", "none") switch
    {
        "add" => new() { Additions = new(x.InCount(2)) },
        "mul" => new() { Multiplications = new(x.InCount(2)) },
        "min" or "max" => new() { Comparisons = new(x.InCount(2)) },
        _ => default,
    };

    private static Contents? EvaluateElements(InferenceContext x)
    {
        if (Parts(x) is not ({ } data, { } indices, { } updates) || indices.Numbers is not { } picks) return null;
        var axis = InferenceContext.Axis(x.Node.Int("axis", 0), data.Dims.Length);
        return Written(x, data, updates, Coordinates.Of(indices.Dims).Select((at, i) =>
        {
            at[axis] = Coordinates.FromStart(picks[i], data.Dims[axis]);
            return Coordinates.Flat(data.Dims, at);
        }));
    }

    private static Contents? EvaluateND(InferenceContext x)
    {
        if (Parts(x) is not ({ } data, { } indices, { } updates) || indices.Numbers is not { } picks || indices.Dims.Length == 0) return null;
        var depth = (int)indices.Dims[^1];
        var outer = indices.Dims.Length - 1;
        return Written(x, data, updates, Coordinates.Of(updates.Dims).Select(at =>
        {
            var first = Coordinates.Flat(indices.Dims[..^1], at.AsSpan(0, outer)) * depth;
            var picked = Enumerable.Range(0, depth).Select(i => Coordinates.FromStart(picks[first + i], data.Dims[i]));
            return Coordinates.Flat(data.Dims, [.. picked, .. at.AsSpan(outer)]);
        }));
    }

    private static (Contents? Data, Contents? Indices, Contents? Updates) Parts(InferenceContext x) => (x.Contents(0), x.Contents(1), x.Contents(2));

    // Only plain writes: shapes are not computed with a reduction.
    private static Contents? Written(InferenceContext x, Contents data, Contents updates, IEnumerable<int> places)
    {
        if (x.Node.Text("reduction", "none") != "none" || data.Reals is null != updates.Reals is null) return null;
        return data.Reals is { } reals
            ? new(data.Element, data.Dims, Overwrite(reals, updates.Reals!, places))
            : new(data.Element, data.Dims, Overwrite(data.Integers!, updates.Integers!, places));
    }

    private static T[] Overwrite<T>(T[] elements, T[] updates, IEnumerable<int> places)
    {
        var result = (T[])elements.Clone();
        foreach (var (place, update) in places.Zip(updates)) result[place] = update;
        return result;
    }
}
