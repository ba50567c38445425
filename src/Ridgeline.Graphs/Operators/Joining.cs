namespace Ridgeline.Graphs.Operators;

/// <summary>Operators that put tensors together and take them apart along one axis.</summary>
internal static class Joining
{
    // Beyond this many elements a vector is no shape, and its unknown elements are not worth carrying along.
    private const long LongestShape = 64;

    public static readonly Operator[] Rows =
    [
        new("Concat", [1, 4, 11, 13], InferConcat) { Evaluate = EvaluateConcat },
        new("Split", [1, 2, 11, 13, 18], InferSplit) { Evaluate = EvaluateSplit },
        new("Tile", [1, 6, 13], InferTile) { Evaluate = EvaluateTile },
    ];

    /// <summary>The shape of all of <paramref name="shapes"/> one after the other along an axis; what one does not know another may.</summary>
    public static Shape Joined(InferenceContext x, IReadOnlyList<Shape> shapes, long axis)
    {
        var known = shapes.FirstOrDefault(s => s.HasRank);
        if (known is null) return Shape.Unknown;
        var at = InferenceContext.Axis(axis, known.Rank);
        var result = known.With(at, Dim.Of(0)).ToArray();
        foreach (var shape in shapes)
        {
            if (!shape.HasRank) { result[at] = Dim.Unknown; continue; }
            if (shape.Rank != result.Length) throw new InferenceException($"{known} and {shape} differ in rank and cannot be joined");
            for (var i = 0; i < result.Length; i++)
            {
                result[i] = i == at ? result[i] + shape[i] : x.Unify(result[i], shape[i], $"dimension {i} of what is joined along axis {at}");
            }
        }
        return Shape.Create(result);
    }

    private static void InferConcat(InferenceContext x)
    {
        if (x.InputCount == 0) throw new InferenceException("there is nothing to join");
        // In operator set 1 the axis may be left out.
        x.Output(0, x.Element(0), Joined(x, x.Shapes(), x.Node.Int("axis", 1)));
    }

    private static Contents? EvaluateConcat(InferenceContext x)
    {
        if (x.OutputTensor()?.Shape is not { IsFullyKnown: true } shape || !Coordinates.IsSmall(shape.ToNumbers())) return null;
        var parts = new Contents[x.InputCount];
        for (var i = 0; i < parts.Length; i++)
        {
            if ((x.Contents(i) ?? Blank(x, i)) is not { } part) return null;
            parts[i] = part;
        }
        if (Array.Exists(parts, p => p.Reals is null != parts[0].Reals is null)) return null;
        var (dims, axis) = (shape.ToNumbers(), InferenceContext.Axis(x.Node.Int("axis", 1), shape.Rank));
        var outer = (int)WorkContext.Product(dims.AsSpan(0, axis));
        return parts[0].Reals is not null
            ? new(parts[0].Element, dims, Interleave(parts, p => p.Reals!, outer))
            : new(parts[0].Element, dims, Interleave(parts, p => p.Integers!, outer));
    }

    // A part of a shape that nothing is known of must not hide the parts beside it.
    private static Contents? Blank(InferenceContext x, int input) =>
        x.Element(input) is ElementType.Int64 or ElementType.Int32 && x.Shape(input) is { IsFullyKnown: true } shape
            && shape.Elements.ValueOrNull <= LongestShape
            ? new(x.Element(input), shape.ToNumbers(), new Dim[(int)shape.Elements.Value])
            : null;

    private static T[] Interleave<T>(Contents[] parts, Func<Contents, T[]> elements, int outer)
    {
        var result = new List<T>();
        for (var i = 0; i < outer; i++)
        {
            foreach (var part in parts)
            {
                var length = part.Count / outer;
                result.AddRange(elements(part).AsSpan(i * length, length));
            }
        }
        return [.. result];
    }

    private static void InferSplit(InferenceContext x)
    {
        var input = x.Shape(0);
        var axis = input.HasRank ? InferenceContext.Axis(x.Node.Int("axis", 0), input.Rank) : 0;
        var sizes = SplitSizes(x, input.HasRank ? input[axis] : Dim.Unknown);
        for (var i = 0; i < x.OutputCount; i++) x.Output(i, x.Element(0), input.HasRank ? input.With(axis, sizes[i]) : Shape.Unknown);
    }

    private static Dim[] SplitSizes(InferenceContext x, Dim whole)
    {
        if (Wanted.Integers(x, 1, "split") is { } given)
        {
            if (given.Length != x.OutputCount) throw new InferenceException($"split has {given.Length} sizes for {x.OutputCount} outputs");
            var sum = Dim.Of(0);
            foreach (var size in given) sum += size;
            if (sum.IsKnown && whole.IsKnown && sum != whole) throw new InferenceException($"the sizes of the parts add up to {sum}, not to {whole}");
            return given;
        }
        if (x.Has(1)) return new Dim[x.OutputCount];
        var count = x.Node.Int("num_outputs", x.OutputCount);
        if (count < x.OutputCount) throw new InferenceException($"num_outputs is {count}, but the node has {x.OutputCount} outputs");
        return EvenSizes(x, whole, count);
    }

    private static Dim[] EvenSizes(InferenceContext x, Dim whole, long count)
    {
        var even = whole / Dim.Of(count);
        if (even * Dim.Of(count) == whole) return [.. Enumerable.Repeat(even, x.OutputCount)];
        if (!whole.IsKnown) return new Dim[x.OutputCount];
        if (x.Opset < 18) throw new InferenceException($"{whole} does not divide into {count} equal parts");
        var chunk = Dim.CeilingDivide(whole, Dim.Of(count)).Value;
        return [.. Enumerable.Range(0, x.OutputCount).Select(i => Dim.Of(Math.Clamp(whole.Value - (i * chunk), 0, chunk)))];
    }

    private static Contents? EvaluateSplit(InferenceContext x)
    {
        if (x.Contents(0) is not { } contents) return null;
        var axis = InferenceContext.Axis(x.Node.Int("axis", 0), contents.Dims.Length);
        var start = 0;
        for (var i = 0; i < x.OutputCount; i++)
        {
            if (x.OutputTensor(i)?.Shape is not { IsFullyKnown: true } part) break;
            var offset = start;
            if (Coordinates.Pick(contents, part.ToNumbers(), at => Moved(at, axis, offset)) is { } picked) x.OutputContents(i, picked);
            start += (int)part[axis].Value;
        }
        return null;
    }

    /// <summary>An index vector moved along one axis.</summary>
    public static int[] Moved(int[] at, int axis, int by)
    {
        at[axis] += by;
        return at;
    }

    private static void InferTile(InferenceContext x)
    {
        var input = x.Shape(0);
        if (x.Opset < 6 && x.Has(2))
        {
            // Operator set 1: so many tiles along one axis, both scalars.
            var axis = Wanted.Integer(x, 2).ValueOrNull;
            x.Output(0, x.Element(0), !input.HasRank ? input : axis is null ? Shape.OfRank(input.Rank)
                : input.With(InferenceContext.Axis(axis.Value, input.Rank), input[InferenceContext.Axis(axis.Value, input.Rank)] * Wanted.Integer(x, 1)));
            return;
        }
        var repeats = Wanted.ShapeOf(x, 1);
        if (!input.HasRank || !repeats.HasRank) { x.Output(0, x.Element(0), input.HasRank ? Shape.OfRank(input.Rank) : Wanted.OfLength(x, 1)); return; }
        if (repeats.Rank != input.Rank) throw new InferenceException($"there are {repeats.Rank} repeats for the {input.Rank} dimensions of {input}");
        x.Output(0, x.Element(0), input.Zip(repeats, (dim, times) => dim * times));
    }

    private static Contents? EvaluateTile(InferenceContext x) =>
        x.Contents(0) is { } contents && x.OutputTensor()?.Shape is { IsFullyKnown: true } shape && shape.Rank == contents.Dims.Length
            ? Coordinates.Pick(contents, shape.ToNumbers(), at =>
            {
                for (var d = 0; d < at.Length; d++) at[d] = (int)(at[d] % contents.Dims[d]);
                return at;
            })
            : null;
}
