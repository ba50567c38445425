using Ridgeline.Graphs;

namespace Ridgeline.Runtime.Operators;

/// <summary>Pad: a tensor with a border that is constant, the edge, a reflection or the other side. Negative pads cut off.</summary>
internal static class Padding
{
    public static readonly Implementation[] Rows = [new("Pad", Run)];

    private static void Run(OperatorContext x)
    {
        var input = x.Input(0);
        var pads = Pads(x, input.Rank);
        var dims = (long[])input.Dims.Clone();
        for (var i = 0; i < input.Rank; i++) dims[i] += pads[i] + pads[i + input.Rank];
        var output = x.Output(0, input.Element, dims);
        var mode = x.Node.Text("mode", "constant");
        // For each axis, which place of the input each place of the output takes; -1 is none.
        var sources = Enumerable.Range(0, input.Rank).Select(i => Sources(input.Dims[i], pads[i], dims[i], mode)).ToArray();
        if (input.Element == ElementType.String) throw new OperatorException("it works on numbers, not on string");
        ElementDispatch.Storage(input, new Loop(input, output, Fill(x, input.Element), sources));
    }

    private static long[] Pads(OperatorContext x, int rank)
    {
        var given = x.Opset < 11 ? x.Node.Ints(x.Opset < 2 ? "paddings" : "pads")! : x.Integers(1)!;
        if (x.Integers(3) is not { } axes) return given;
        var pads = new long[2 * rank];
        for (var i = 0; i < axes.Length; i++)
        {
            var axis = Shaping.Axis(axes[i], rank);
            (pads[axis], pads[axis + rank]) = (given[i], given[i + axes.Length]);
        }
        return pads;
    }

    private static RuntimeTensor Fill(OperatorContext x, ElementType element)
    {
        if (x.Opset < 11) return Casting.Convert(RuntimeTensor.Of<float>(ElementType.Float, [x.Node.Float("value", 0)]), element);
        return x.Optional(2) is { Count: > 0 } given ? given : new(element);
    }

    private static int[] Sources(long size, long before, long total, string mode)
    {
        var sources = new int[total];
        for (var i = 0; i < total; i++) sources[i] = (int)Source(i - before, size, mode);
        return sources;
    }

    private static long Source(long at, long size, string mode)
    {
        if (at >= 0 && at < size) return at;
        switch (mode)
        {
            case "edge": return Math.Clamp(at, 0, size - 1);
            case "wrap": return ((at % size) + size) % size;
            case "reflect":
                if (size == 1) return 0;
                var period = 2 * (size - 1);
                var folded = ((at % period) + period) % period;
                return folded < size ? folded : period - folded;
            default: return -1;
        }
    }

    private readonly unsafe struct Loop(RuntimeTensor input, RuntimeTensor output, RuntimeTensor fill, int[][] sources) : IStorageVisitor
    {
        public void Visit<T>()
            where T : unmanaged
        {
            var target = output.Pointer<T>();
            Walk(0, 0, true, ref target, *fill.Pointer<T>());
        }

        private void Walk<T>(int axis, long from, bool inside, ref T* target, T filling)
            where T : unmanaged
        {
            if (axis == sources.Length)
            {
                *target++ = inside ? input.Pointer<T>()[from] : filling;
                return;
            }
            var size = input.Dims[axis];
            foreach (var source in sources[axis]) Walk(axis + 1, (from * size) + Math.Max(source, 0), inside && source >= 0, ref target, filling);
        }
    }
}
