using System.Numerics;

namespace Ridgeline.Runtime.Operators;

/// <summary>Parts of images into other frames: CenterCropPad, Col2Im.</summary>
internal static class Framing
{
    public static readonly Implementation[] Rows =
    [
        new("CenterCropPad", RunCenter),
        new("Col2Im", RunColumns) { Widens = true },
    ];

    private static void RunCenter(OperatorContext x)
    {
        var (input, sizes) = (x.Input(0), x.Integers(1)!);
        var axes = x.Node.Ints("axes") ?? [.. Enumerable.Range(0, input.Rank).Select(i => (long)i)];
        if (axes.Length != sizes.Length) throw new OperatorException($"{sizes.Length} sizes do not fit {axes.Length} axes");
        var dims = (long[])input.Dims.Clone();
        for (var i = 0; i < axes.Length; i++) dims[Shaping.Axis(axes[i], input.Rank)] = sizes[i];
        var output = x.Output(0, input.Element, dims);
        Blocks.Clear(output);
        var (from, to) = (StridedCopy.Strides(input.Dims), StridedCopy.Strides(dims));
        var (source, target) = (0L, 0L);
        for (var d = 0; d < dims.Length; d++)
        {
            source += Math.Max(0, (input.Dims[d] - dims[d]) / 2) * from[d];
            target += Math.Max(0, (dims[d] - input.Dims[d]) / 2) * to[d];
        }
        var part = new RuntimeTensor(input.Element, [.. dims.Zip(input.Dims, Math.Min)]);
        StridedCopy.Run(input, source, from, part);
        StridedWrite.Run(part, output, target, to);
    }

    private static void RunColumns(OperatorContext x)
    {
        var (input, image, block) = (x.Input(0), x.Integers(1)!, x.Integers(2)!);
        var taps = block.Aggregate(1L, (a, b) => a * b);
        var output = x.Output(0, input.Element, [input.Dims[0], input.Dims[1] / taps, .. image]);
        Blocks.Clear(output);
        var rank = image.Length;
        var (strides, dilations) = (x.Node.Ints("strides") ?? Ones(rank), x.Node.Ints("dilations") ?? Ones(rank));
        var pads = x.Node.Ints("pads") ?? new long[2 * rank];
        var counts = new long[rank];
        for (var d = 0; d < rank; d++) counts[d] = ((image[d] + pads[d] + pads[d + rank] - (dilations[d] * (block[d] - 1)) - 1) / strides[d]) + 1;
        if (counts.Aggregate(1L, (a, b) => a * b) != input.Dims[2]) throw new OperatorException($"{input} does not hold {string.Join('x', counts)} blocks");
        ElementDispatch.Numbers(input.Element, new Folding(input, output, block, counts, strides, dilations, pads));
    }

    private static long[] Ones(int count) => [.. Enumerable.Repeat(1L, count)];

    // Every element of a block is added where the block lay.
    private readonly unsafe struct Folding(
        RuntimeTensor input, RuntimeTensor output, long[] block, long[] counts, long[] strides, long[] dilations, long[] pads) : IElementVisitor
    {
        public void Visit<T>()
            where T : unmanaged, INumber<T>, IMinMaxValue<T>
        {
            var image = output.Dims.AsSpan(2);
            var area = output.Count / Math.Max(1, output.Dims[0] * output.Dims[1]);
            var (tap, place) = (new long[block.Length], new long[block.Length]);
            var taps = input.Dims[1] / output.Dims[1];
            for (var row = 0L; row < input.Dims[0] * input.Dims[1]; row++)
            {
                for (var l = 0L; l < input.Dims[2]; l++)
                {
                    var at = Place(tap, place, image);
                    if (at >= 0) output.Pointer<T>()[(row / taps * area) + at] += input.Pointer<T>()[(row * input.Dims[2]) + l];
                    Odometer.Next(place, counts);
                }
                Odometer.Next(tap, block);
            }
        }

        private long Place(long[] tap, long[] place, ReadOnlySpan<long> image)
        {
            var offset = 0L;
            for (var d = 0; d < image.Length; d++)
            {
                var at = (place[d] * strides[d]) + (tap[d] * dilations[d]) - pads[d];
                if (at < 0 || at >= image[d]) return -1;
                offset = (offset * image[d]) + at;
            }
            return offset;
        }
    }
}
