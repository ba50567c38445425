namespace Ridgeline.Runtime.Operators;

/// <summary>Elements and slices picked by index.</summary>
internal static class Gathering
{
    public static readonly Implementation[] Rows =
    [
        new("Gather", RunGather) { Moves = true },
        new("GatherElements", RunElements) { Moves = true },
        new("GatherND", RunNested) { Moves = true },
        new("Compress", RunCompress) { Moves = true },
    ];

    private static void RunGather(OperatorContext x)
    {
        var (data, indices) = (x.Input(0), x.Input(1));
        var axis = Shaping.Axis(x.Node.Int("axis", 0), data.Rank);
        Span<long> dims = stackalloc long[data.Rank - 1 + indices.Rank];
        data.Dims.AsSpan(0, axis).CopyTo(dims);
        indices.Dims.CopyTo(dims[axis..]);
        data.Dims.AsSpan(axis + 1).CopyTo(dims[(axis + indices.Rank)..]);
        var output = x.Output(0, data.Element, dims);
        var (outer, size, inner) = AxisSplit.Of(data.Dims, axis);
        for (var i = 0L; i < indices.Count; i++)
        {
            var from = Index.Of(indices, i, size);
            for (var o = 0L; o < outer; o++) Blocks.Copy(data, ((o * size) + from) * inner, output, ((o * indices.Count) + i) * inner, inner);
        }
    }

    private static void RunElements(OperatorContext x)
    {
        var (data, indices) = (x.Input(0), x.Input(1));
        var axis = Shaping.Axis(x.Node.Int("axis", 0), data.Rank);
        var output = x.Output(0, data.Element, indices.Dims);
        Span<long> strides = stackalloc long[data.Rank];
        Span<long> place = stackalloc long[data.Rank];
        StridedCopy.Strides(data.Dims, strides);
        place.Clear();
        for (var i = 0L; i < indices.Count; i++)
        {
            var from = Odometer.Offset(place, strides) + ((Index.Of(indices, i, data.Dims[axis]) - place[axis]) * strides[axis]);
            Blocks.Copy(data, from, output, i, 1);
            Odometer.Next(place, indices.Dims);
        }
    }

    private static void RunNested(OperatorContext x)
    {
        var (data, indices) = (x.Input(0), x.Input(1));
        var batch = (int)x.Node.Int("batch_dims", 0);
        var depth = (int)indices.Dims[^1];
        if (batch + depth > data.Rank) throw new OperatorException($"{depth} indices do not fit into {data} behind {batch} batch dimensions");
        var output = x.Output(0, data.Element, [.. indices.Dims[..^1], .. data.Dims[(batch + depth)..]]);
        var strides = StridedCopy.Strides(data.Dims);
        var block = data.Dims.Skip(batch + depth).Aggregate(1L, (n, d) => n * d);
        var batches = data.Dims.Take(batch).Aggregate(1L, (n, d) => n * d);
        var rows = indices.Count / Math.Max(1, depth);
        for (var r = 0L; r < rows; r++)
        {
            var from = batch == 0 ? 0 : r / (rows / batches) * strides[batch - 1];
            for (var k = 0; k < depth; k++) from += Index.Of(indices, (r * depth) + k, data.Dims[batch + k]) * strides[batch + k];
            Blocks.Copy(data, from, output, r * block, block);
        }
    }

    private static void RunCompress(OperatorContext x)
    {
        var (data, condition) = (x.Input(0), x.Input(1));
        var flat = !x.Node.Attributes.ContainsKey("axis");
        var axis = flat ? 0 : Shaping.Axis(x.Node.Int("axis", 0), data.Rank);
        var (outer, size, inner) = flat ? new(1, data.Count, 1) : AxisSplit.Of(data.Dims, axis);
        var picked = new List<long>();
        for (var i = 0; i < Math.Min(size, condition.Count); i++) if (condition.Bytes[i] != 0) picked.Add(i);
        var dims = flat ? [picked.Count] : (long[])data.Dims.Clone();
        dims[axis] = picked.Count;
        var output = x.Output(0, data.Element, dims);
        for (var o = 0L; o < outer; o++)
        {
            for (var i = 0; i < picked.Count; i++) Blocks.Copy(data, ((o * size) + picked[i]) * inner, output, ((o * picked.Count) + i) * inner, inner);
        }
    }
}
