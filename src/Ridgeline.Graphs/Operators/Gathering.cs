namespace Ridgeline.Graphs.Operators;

/// <summary>Operators that pick elements or rows by index.</summary>
internal static class Gathering
{
    public static readonly Operator[] Rows =
    [
        new("Gather", [1, 11, 13], InferGather) { Evaluate = EvaluateGather, Work = Picking, Positions = (1, 0) },
        new("GatherElements", [11, 13], x => x.Output(0, x.Element(0), x.Shape(1))) 
        {
            Evaluate = EvaluateGatherElements, Work = Picking, Positions = (1, 0),
        },
        new("GatherND", [11, 12, 13], InferGatherND) { Evaluate = EvaluateGatherND, Work = Picking },
        new("GatherND", [1], InferGatherND) { Domain = "com.microsoft", Evaluate = EvaluateGatherND, Work = Picking },
    ];

    // Of the table only what is picked is read: as many elements as are written.
    private static Work Picking(WorkContext x) => new()
    {
        Read = new(checked((long)(((x.OutCount() * x.OutBits()) + 7) / 8) + (long)(((x.InCount(1) * x.InBits(1)) + 7) / 8))),
    };

    private static void InferGather(InferenceContext x)
    {
        var (data, indices) = (x.Shape(0), x.Shape(1));
        if (!data.HasRank || !indices.HasRank) { x.Output(0, x.Element(0), Shape.Unknown); return; }
        if (data.Rank == 0) throw new InferenceException("nothing can be picked from a scalar");
        var axis = InferenceContext.Axis(x.Node.Int("axis", 0), data.Rank);
        x.Output(0, x.Element(0), [.. data.Slice(0, axis), .. indices, .. data.Slice(axis + 1, data.Rank)]);
    }

    private static Contents? EvaluateGather(InferenceContext x)
    {
        if (x.Contents(0) is not { } data || x.Contents(1) is not { } indices || indices.Numbers is not { } picks) return null;
        var axis = InferenceContext.Axis(x.Node.Int("axis", 0), data.Dims.Length);
        var inner = indices.Dims.Length;
        long[] dims = [.. data.Dims.AsSpan(0, axis), .. indices.Dims, .. data.Dims.AsSpan(axis + 1)];
        return Coordinates.Pick(data, dims, at =>
        {
            var pick = picks[Coordinates.Flat(indices.Dims, at.AsSpan(axis, inner))];
            return [.. at.AsSpan(0, axis), Coordinates.FromStart(pick, data.Dims[axis]), .. at.AsSpan(axis + inner)];
        });
    }

    private static Contents? EvaluateGatherElements(InferenceContext x)
    {
        if (x.Contents(0) is not { } data || x.Contents(1) is not { } indices || indices.Numbers is not { } picks) return null;
        var axis = InferenceContext.Axis(x.Node.Int("axis", 0), data.Dims.Length);
        return Coordinates.Pick(data, indices.Dims, at =>
        {
            at[axis] = Coordinates.FromStart(picks[Coordinates.Flat(indices.Dims, at)], data.Dims[axis]);
            return at;
        });
    }

    private static void InferGatherND(InferenceContext x)
    {
        var (data, indices) = (x.Shape(0), x.Shape(1));
        if (!data.HasRank || !indices.HasRank || indices.Rank == 0 || !indices[^1].IsKnown) { x.Output(0, x.Element(0), Shape.Unknown); return; }
        var rest = x.Node.Int("batch_dims", 0) + indices[^1].Value;
        if (rest < 0 || rest > data.Rank) throw new InferenceException($"an index of {indices[^1]} numbers points deeper than {data} has dimensions");
        x.Output(0, x.Element(0), [.. indices.Slice(0, indices.Rank - 1), .. data.Slice((int)rest, data.Rank)]);
    }

    private static Contents? EvaluateGatherND(InferenceContext x)
    {
        if (x.Contents(0) is not { } data || x.Contents(1) is not { } indices || indices.Numbers is not { } picks) return null;
        if (x.OutputTensor()?.Shape is not { IsFullyKnown: true } shape) return null;
        var (batch, outer, depth) = ((int)x.Node.Int("batch_dims", 0), indices.Dims.Length - 1, (int)indices.Dims[^1]);
        return Coordinates.Pick(data, shape.ToNumbers(), at =>
        {
            var first = Coordinates.Flat(indices.Dims[..^1], at.AsSpan(0, outer)) * depth;
            var picked = Enumerable.Range(0, depth).Select(i => Coordinates.FromStart(picks[first + i], data.Dims[batch + i]));
            return [.. at.AsSpan(0, batch), .. picked, .. at.AsSpan(outer)];
        });
    }
}
