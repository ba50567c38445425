using Ridgeline.Graphs;

namespace Ridgeline.Runtime.Operators;

/// <summary>Parts of tensors, and tensors of parts.</summary>
internal static class Slicing
{
    public static readonly Implementation[] Rows =
    [
        new("Slice", RunSlice) { Moves = true, Prepare = PreparedMovement.PrepareSlice },
        new("Split", RunSplit) { Moves = true, Prepare = PreparedMovement.PrepareSplit },
        new("Concat", x => RunConcat(x, last: false))
        {
            Moves = true, Role = Role.Concatenation, ChannelsLast = new("Concat", x => RunConcat(x, last: true)) { Moves = true, Role = Role.ChannelsLastConcatenation },
        },
        new("ReverseSequence", RunReverse) { Moves = true },
        new("DepthToSpace", RunDepthToSpace) { Moves = true },
        new("SpaceToDepth", RunSpaceToDepth) { Moves = true },
    ];

    /// <summary>Copies a block of a tensor along an axis into a tensor of that block's dimensions.</summary>
    public static void CopyPart(RuntimeTensor source, int axis, long start, RuntimeTensor target)
    {
        var strides = StridedCopy.Strides(source.Dims);
        StridedCopy.Run(source, start * strides[axis], strides, target);
    }

    /// <summary>Joins tensors along an axis.</summary>
    public static void Join(IReadOnlyList<RuntimeTensor> parts, int axis, RuntimeTensor target)
    {
        var at = 0L;
        foreach (var part in parts)
        {
            Place(part, axis, at, target);
            at += part.Dims[axis];
        }
    }

    // Copies a part to its place along an axis.
    private static unsafe void Place(RuntimeTensor part, int axis, long at, RuntimeTensor target)
    {
        var split = AxisSplit.Of(target.Dims, axis);
        var (row, own, start) = (split.Size * split.Inner, part.Dims[axis] * split.Inner, at * split.Inner);
        for (var o = 0L; o < split.Outer; o++)
        {
            if (target.Element == ElementType.String)
            {
                Array.Copy(part.Texts, o * own, target.Texts, (o * row) + start, own);
                continue;
            }
            var bytes = own * target.ElementSize;
            Buffer.MemoryCopy((byte*)part.Data + (o * bytes), (byte*)target.Data + (((o * row) + start) * target.ElementSize), bytes, bytes);
        }
    }

    private static void RunSlice(OperatorContext x)
    {
        var input = x.Input(0);
        var early = x.Opset < 10;
        var starts = early ? x.Node.Ints("starts")! : x.Integers(1)!;
        var ends = early ? x.Node.Ints("ends")! : x.Integers(2)!;
        var axes = early ? x.Node.Ints("axes") : x.Integers(3);
        var steps = early ? null : x.Integers(4);
        var cut = SlicePlan.Of(input.Dims, starts, ends, axes, steps);
        StridedCopy.Run(input, cut.Offset, cut.Strides, x.Output(0, input.Element, cut.Dims));
    }

    private static void RunSplit(OperatorContext x)
    {
        var input = x.Input(0);
        var axis = Shaping.Axis(x.Node.Int("axis", 0), input.Rank);
        var sizes = (x.Opset < 13 ? x.Node.Ints("split") : x.Integers(1)) ?? Even(input.Dims[axis], x.Node.Int("num_outputs", x.OutputCount));
        var at = 0L;
        var dims = (long[])input.Dims.Clone();
        for (var i = 0; i < sizes.Length; i++)
        {
            dims[axis] = sizes[i];
            if (x.Wants(i)) CopyPart(input, axis, at, x.Output(i, input.Element, dims));
            at += sizes[i];
        }
    }

    // Parts of one size; the last is smaller if they do not come out even.
    private static long[] Even(long size, long parts)
    {
        var each = (size + parts - 1) / parts;
        return [.. Enumerable.Range(0, (int)parts).Select(i => Math.Clamp(size - (i * each), 0, each))];
    }

    private static void RunConcat(OperatorContext x, bool last)
    {
        var first = x.Input(0);
        var axis = Shaping.Axis(x.Node.Int("axis", 1), first.Rank);
        if (last) axis = ChannelTurns.Axis(axis, first.Rank);
        Span<long> dims = stackalloc long[first.Rank];
        first.Dims.CopyTo(dims);
        for (var i = 1; i < x.InputCount; i++) dims[axis] += x.Input(i).Dims[axis];
        var output = x.Output(0, first.Element, dims);
        var at = 0L;
        for (var i = 0; i < x.InputCount; i++)
        {
            Place(x.Input(i), axis, at, output);
            at += x.Input(i).Dims[axis];
        }
    }

    private static void RunReverse(OperatorContext x)
    {
        var (input, lengths) = (x.Input(0), x.Integers(1)!);
        var (batch, time) = ((int)x.Node.Int("batch_axis", 1), (int)x.Node.Int("time_axis", 0));
        var output = x.OutputLike(0, input);
        output.CopyFrom(input);
        var strides = StridedCopy.Strides(input.Dims);
        var reversed = (long[])strides.Clone();
        reversed[time] = -reversed[time];
        var dims = (long[])input.Dims.Clone();
        for (var b = 0; b < lengths.Length; b++)
        {
            (dims[batch], dims[time]) = (1, lengths[b]);
            var part = new RuntimeTensor(input.Element, dims);
            StridedCopy.Run(input, (b * strides[batch]) + ((lengths[b] - 1) * strides[time]), reversed, part);
            StridedWrite.Run(part, output, b * strides[batch], strides);
        }
    }

    private static void RunDepthToSpace(OperatorContext x)
    {
        var input = x.Input(0);
        var (n, c, h, w) = (input.Dims[0], input.Dims[1], input.Dims[2], input.Dims[3]);
        var block = x.Node.Int("blocksize", 1);
        var depth = c / (block * block);
        var rowFirst = x.Node.Text("mode", "DCR") == "CRD";
        long[] split = rowFirst ? [n, depth, block, block, h, w] : [n, block, block, depth, h, w];
        int[] order = rowFirst ? [0, 1, 4, 2, 5, 3] : [0, 3, 4, 1, 5, 2];
        Rearrange(input, split, order, x.Output(0, input.Element, n, depth, h * block, w * block));
    }

    private static void RunSpaceToDepth(OperatorContext x)
    {
        var input = x.Input(0);
        var (n, c, h, w) = (input.Dims[0], input.Dims[1], input.Dims[2], input.Dims[3]);
        var block = x.Node.Int("blocksize", 1);
        var rowFirst = x.Node.Text("mode", "DCR") == "CRD";
        long[] split = [n, c, h / block, block, w / block, block];
        int[] order = rowFirst ? [0, 1, 3, 5, 2, 4] : [0, 3, 5, 1, 2, 4];
        Rearrange(input, split, order, x.Output(0, input.Element, n, c * block * block, h / block, w / block));
    }

    // Axes split, reordered, and joined again.
    private static void Rearrange(RuntimeTensor input, long[] split, int[] order, RuntimeTensor output)
    {
        var strides = StridedCopy.Strides(split);
        StridedCopy.Run(input, 0, Array.ConvertAll(order, i => strides[i]), output.Reshaped(Array.ConvertAll(order, i => split[i])));
    }
}
