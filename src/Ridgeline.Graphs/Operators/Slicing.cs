namespace Ridgeline.Graphs.Operators;

/// <summary>Operators that cut a range out of a tensor or add a border to it.</summary>
internal static class Slicing
{
    // "To the end" is written as the largest number of 32 or 64 bits, or as 10^9; no named dimension is that large.
    private const long Far = 1_000_000_000;

    public static readonly Operator[] Rows =
    [
        new("Slice", [1, 10, 11, 13], InferSlice) { Evaluate = EvaluateSlice },
        new("Pad", [1, 2, 11, 13, 18, 19, 21, 23, 24, 25], InferPad) { Buffers = [2] },
        new("Pad", [1], InferPad) { Domain = "com.microsoft", Buffers = [2] },
        new("CenterCropPad", [18], InferCenterCropPad),
    ];

    // What Slice is asked for, axis by axis; null if the axes are not known.
    private static (int Axis, Dim Start, Dim End, Dim Step)[]? Ranges(InferenceContext x, int rank)
    {
        var starts = Wanted.Integers(x, 1, "starts");
        var ends = Wanted.Integers(x, 2, "ends");
        var steps = x.Has(4) ? x.Integers(4) : null;
        var count = starts?.Length ?? ends?.Length ?? x.Shape(1).Elements.ValueOrNull;
        if (count is null || count > rank) return null;
        var named = x.Has(3) || x.Node.Ints("axes") is not null;
        var axes = named ? Wanted.Axes(x, 3, rank) : Axes.All((int)count);
        if (axes is null) return null;
        if (axes.Length != count || (ends is not null && ends.Length != count) || (steps is not null && steps.Length != count))
        {
            throw new InferenceException("starts, ends, axes and steps are not of one length");
        }
        var ranges = new (int, Dim, Dim, Dim)[axes.Length];
        for (var i = 0; i < axes.Length; i++)
        {
            ranges[i] = (axes[i], starts?[i] ?? Dim.Unknown, ends?[i] ?? Dim.Unknown, steps?[i] ?? (x.Has(4) ? Dim.Unknown : Dim.Of(1)));
        }
        return ranges;
    }

    private static void InferSlice(InferenceContext x)
    {
        var input = x.Shape(0);
        if (!input.HasRank) { x.Output(0, x.Element(0), Shape.Unknown); return; }
        if (Ranges(x, input.Rank) is not { } ranges) { x.Output(0, x.Element(0), Shape.OfRank(input.Rank)); return; }
        var result = input.ToArray();
        foreach (var (axis, start, end, step) in ranges) result[axis] = Length(input[axis], start, end, step);
        x.Output(0, x.Element(0), Shape.Create(result));
    }

    /// <summary>The length of a slice of <paramref name="size"/> places.</summary>
    public static Dim Length(Dim size, Dim start, Dim end, Dim step)
    {
        if (step == 0) throw new InferenceException("a slice has step 0");
        if (!step.IsKnown) return Dim.Unknown;
        if (size.IsKnown && start.IsKnown && end.IsKnown)
        {
            var (first, last) = Clamped(size.Value, start.Value, end.Value, step.Value);
            var reach = step.Value > 0 ? last - first : first - last;
            return reach <= 0 ? Dim.Of(0) : Dim.CeilingDivide(Dim.Of(reach), Dim.Of(Math.Abs(step.Value)));
        }
        if (step.Value < 0) return step == -1 && start.ValueOrNull is -1 or >= Far && end.ValueOrNull <= -Far ? size : Dim.Unknown;
        var length = Forward(size, start, end);
        return step == 1 ? length : Dim.CeilingDivide(length, step);
    }

    // A range of a size that has only a name. A name stands for a size that the range fits into, as the file's author meant it.
    private static Dim Forward(Dim size, Dim start, Dim end)
    {
        if (start.ValueOrNull <= -Far) start = Dim.Of(0);
        var toEnd = end.ValueOrNull >= Far || (end == size && !size.IsUnknown);
        if (toEnd) return start == 0 ? size : start.ValueOrNull == -1 && size.IsSymbolic ? Dim.Of(1) : start.ValueOrNull > 0 ? size - start : Dim.Unknown;
        if (start == end && !start.IsUnknown) return Dim.Of(0);
        if (start.ValueOrNull >= 0 && end.ValueOrNull < 0) return size + end - start;
        // The end is a name or the size is: the smaller of both counts.
        return start == 0 && !size.IsUnknown && !end.IsUnknown && (end.IsSymbolic || end.ValueOrNull > 0) ? Dim.Symbol($"min({end},{size})") : Dim.Unknown;
    }

    private static (long First, long Last) Clamped(long size, long start, long end, long step)
    {
        var (first, last) = (start < 0 ? start + size : start, end < 0 ? end + size : end);
        return step > 0
            ? (Math.Clamp(first, 0, size), Math.Clamp(last, 0, size))
            : (Math.Clamp(first, -1, size - 1), Math.Clamp(last, -1, size - 1));
    }

    private static Contents? EvaluateSlice(InferenceContext x)
    {
        if (x.Contents(0) is not { } contents || x.OutputTensor()?.Shape is not { IsFullyKnown: true } shape) return null;
        if (Ranges(x, shape.Rank) is not { } ranges || Array.Exists(ranges, r => !r.Start.IsKnown || !r.End.IsKnown || !r.Step.IsKnown)) return null;
        return Coordinates.Pick(contents, shape.ToNumbers(), at =>
        {
            foreach (var (axis, start, end, step) in ranges)
            {
                at[axis] = (int)Clamped(contents.Dims[axis], start.Value, end.Value, step.Value).First + (at[axis] * (int)Math.Clamp(step.Value, -Far, Far));
            }
            return at;
        });
    }

    private static void InferPad(InferenceContext x)
    {
        var input = x.Shape(0);
        if (!input.HasRank) { x.Output(0, x.Element(0), Shape.Unknown); return; }
        var pads = Wanted.Integers(x, 1, x.Node.Ints("paddings") is null ? "pads" : "paddings");
        var axes = x.Has(3) ? Wanted.Axes(x, 3, input.Rank) : Axes.All(input.Rank);
        if (pads is null || axes is null) { x.Output(0, x.Element(0), Shape.OfRank(input.Rank)); return; }
        if (pads.Length != 2 * axes.Length) throw new InferenceException($"there are {pads.Length} pads for {axes.Length} axes, not {2 * axes.Length}");
        var result = input.ToArray();
        for (var i = 0; i < axes.Length; i++) result[axes[i]] += pads[i] + pads[i + axes.Length];
        x.Output(0, x.Element(0), Shape.Create(result));
    }

    private static void InferCenterCropPad(InferenceContext x)
    {
        var (input, wanted) = (x.Shape(0), Wanted.ShapeOf(x, 1));
        if (!input.HasRank) { x.Output(0, x.Element(0), Shape.Unknown); return; }
        var axes = Wanted.Axes(x, int.MaxValue, input.Rank)!;
        if (wanted.HasRank && wanted.Rank != axes.Length) throw new InferenceException($"there are {wanted.Rank} target sizes for {axes.Length} axes");
        var result = input.ToArray();
        for (var i = 0; i < axes.Length; i++) result[axes[i]] = wanted.HasRank ? wanted[i] : Dim.Unknown;
        x.Output(0, x.Element(0), Shape.Create(result));
    }
}
