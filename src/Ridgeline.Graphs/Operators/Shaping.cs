namespace Ridgeline.Graphs.Operators;

/// <summary>Operators that look at a shape or change it while the elements stay where they are.</summary>
internal static class Shaping
{
    private const Traits Asking = Traits.NoGradient | Traits.ShapeOnly;

    public static readonly Operator[] Rows =
    [
        new("Shape", [1, 13, 15, 19, 21, 23, 24, 25], InferShape) { Evaluate = x => Asked(x) is { } dims ? Contents.Vector(dims) : null, Traits = Asking },
        new("Size", [1, 13, 19, 21, 23, 24, 25], x => x.Output(0, ElementType.Int64, Shape.Scalar)) { Evaluate = EvaluateSize, Traits = Asking },
        new("Reshape", [1, 5, 13, 14, 19, 21, 23, 24, 25], InferReshape) { Evaluate = Viewed, Traits = Traits.View },
        new("Flatten", [1, 9, 11, 13, 21, 23, 24, 25], InferFlatten) { Evaluate = Viewed, Traits = Traits.View },
        new("Squeeze", [1, 11, 13, 21, 23, 24, 25], InferSqueeze) { Evaluate = Viewed, Traits = Traits.View },
        new("Unsqueeze", [1, 11, 13, 21, 23, 24, 25], InferUnsqueeze) { Evaluate = Viewed, Traits = Traits.View },
        new("ExpandDims", [1], InferUnsqueeze) { Domain = "com.microsoft", Evaluate = Viewed, Traits = Traits.View },
        new("Identity", [1, 13, 14, 16, 19, 21, 23, 24, 25], ShapeRules.SameAsInput) { Evaluate = x => x.Contents(0), Traits = Traits.View | Traits.HandsOn },
        new("Expand", [8, 13], InferExpand) { Evaluate = EvaluateExpand },
    ];

    /// <summary>The first input's contents in the dimensions of the output.</summary>
    public static Contents? Viewed(InferenceContext x) =>
        x.Contents(0) is { } contents && x.OutputTensor()?.Shape is { IsFullyKnown: true } shape && shape.Elements == contents.Count
            ? contents.Reshaped(shape.ToNumbers())
            : null;

    // The dimensions that Shape is asked for: from start to end, both clamped into the rank.
    private static Dim[]? Asked(InferenceContext x)
    {
        var shape = x.Shape(0);
        if (!shape.HasRank) return null;
        var (start, end) = (Clamp(x.Node.Int("start", 0)), Clamp(x.Node.Int("end", long.MaxValue)));
        return end > start ? shape.Slice(start, end).ToArray() : [];

        int Clamp(long axis) => (int)Math.Clamp(axis < 0 ? axis + shape.Rank : axis, 0, shape.Rank);
    }

    private static void InferShape(InferenceContext x) =>
        x.Output(0, ElementType.Int64, [Asked(x) is { } dims ? Dim.Of(dims.Length) : Dim.Unknown]);

    private static Contents? EvaluateSize(InferenceContext x) => x.Shape(0).Elements is { IsUnknown: false } size ? Contents.Scalar(size) : null;

    private static void InferReshape(InferenceContext x)
    {
        var shape = Wanted.Integers(x, 1, "shape") is { } wanted
            ? Reshaped(x.Shape(0), wanted, x.Node.Int("allowzero", 0) != 0)
            : Wanted.OfLength(x, 1);
        x.Output(0, x.Element(0), shape);
    }

    /// <summary>A shape with the elements of <paramref name="input"/>: 0 copies a dimension, -1 takes what is left.</summary>
    private static Shape Reshaped(Shape input, Dim[] wanted, bool allowZero)
    {
        var result = (Dim[])wanted.Clone();
        var (open, free) = (new List<int>(), 0);
        // What is copied cancels on both sides, so that an unknown batch does not hide the other dimensions.
        var left = input.HasRank ? input.ToArray() : [Dim.Unknown];
        var taken = Dim.Of(1);
        for (var i = 0; i < wanted.Length; i++)
        {
            if (wanted[i] == -1) free++;
            if (wanted[i].IsUnknown || wanted[i] == -1) open.Add(i);
            else if (wanted[i] == 0 && !allowZero) Copy(i);
            else if (wanted[i].ValueOrNull < 0) throw new InferenceException($"the target shape holds {wanted[i]}", "only -1 may be negative");
            else taken *= wanted[i];
        }
        var total = Shape.Create(left).Elements;
        if (free > 1) throw new InferenceException("more than one dimension of the target shape is -1");
        foreach (var i in open) result[i] = open.Count == 1 ? Rest(total, taken, input) : Dim.Unknown;
        return open.Count > 0 || total.IsUnknown || taken.IsUnknown || !total.IsKnown || !taken.IsKnown || total == taken
            ? Shape.Create(result)
            : throw new InferenceException($"{input} cannot take the shape {Shape.Create(result)}: the numbers of elements differ");

        void Copy(int i)
        {
            if (!input.HasRank) { result[i] = Dim.Unknown; return; }
            if (i >= input.Rank) throw new InferenceException($"the target shape copies dimension {i}, but the input {input} has none");
            result[i] = input[i];
            left[i] = Dim.Of(1);
        }
    }

    private static Dim Rest(Dim total, Dim taken, Shape input)
    {
        if (!total.IsKnown || !taken.IsKnown || taken.Value == 0) return total / taken;
        return total.Value % taken.Value == 0
            ? total / taken
            : throw new InferenceException($"the elements of {input} do not divide by {taken}, the product of the other dimensions");
    }

    private static void InferFlatten(InferenceContext x)
    {
        var input = x.Shape(0);
        if (!input.HasRank) { x.Output(0, x.Element(0), Shape.OfRank(2)); return; }
        var axis = x.Node.Int("axis", 1);
        var at = axis < 0 ? axis + input.Rank : axis;
        if (at < 0 || at > input.Rank) throw new InferenceException($"axis {axis} lies outside a tensor of rank {input.Rank}");
        x.Output(0, x.Element(0), [input.Product(0, (int)at), at == input.Rank ? Dim.Of(1) : input.Product((int)at, input.Rank)]);
    }

    private static void InferSqueeze(InferenceContext x)
    {
        var input = x.Shape(0);
        var all = !x.Has(1) && x.Node.Ints("axes") is null;
        // Without axes each dimension of 1 goes: where one might be 1, not even the rank is known.
        if (!input.HasRank || (all && !input.IsFullyKnown)) { x.Output(0, x.Element(0), Shape.Unknown); return; }
        var axes = all ? Array.FindAll(Axes.All(input.Rank), i => input[i] == 1) : Wanted.Axes(x, 1, input.Rank);
        if (axes is null)
        {
            var count = Wanted.OfLength(x, 1);
            x.Output(0, x.Element(0), count.HasRank && count.Rank <= input.Rank ? Shape.OfRank(input.Rank - count.Rank) : Shape.Unknown);
            return;
        }
        foreach (var axis in axes)
        {
            if (input[axis].IsKnown && input[axis] != 1) throw new InferenceException($"dimension {axis} of {input} is not 1 and cannot be squeezed away");
        }
        var kept = Array.FindAll(Axes.All(input.Rank), i => !Axes.Hold(axes, i));
        x.Output(0, x.Element(0), Shape.Make(kept.Length, i => input[kept[i]]));
    }

    private static void InferUnsqueeze(InferenceContext x)
    {
        var input = x.Shape(0);
        if (!input.HasRank) { x.Output(0, x.Element(0), Shape.Unknown); return; }
        if (x.NumbersOrAttribute(1, "axes") is not { } given)
        {
            var count = Wanted.OfLength(x, 1);
            x.Output(0, x.Element(0), count.HasRank ? Shape.OfRank(input.Rank + count.Rank) : Shape.Unknown);
            return;
        }
        var rank = input.Rank + given.Length;
        var axes = Wanted.Distinct(given, rank);
        var taken = 0;
        x.Output(0, x.Element(0), Shape.Make(rank, i => Axes.Hold(axes, i) ? Dim.Of(1) : input[taken++]));
    }

    private static void InferExpand(InferenceContext x) => x.Output(0, x.Element(0), Broadcasting.Broadcast(x.Shape(0), Wanted.ShapeOf(x, 1)));

    private static Contents? EvaluateExpand(InferenceContext x)
    {
        if (x.Contents(0) is not { } contents || x.OutputTensor()?.Shape is not { IsFullyKnown: true } shape) return null;
        var dims = shape.ToNumbers();
        return Coordinates.IsSmall(dims) ? contents.Pick(dims, ContentsArithmetic.Indices(contents.Dims, dims, (int)shape.Elements.Value)) : null;
    }
}
