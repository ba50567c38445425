using Ridgeline.Graphs;

namespace Ridgeline.Runtime.Operators;

/// <summary>Pad: a tensor with a border that is constant, the edge, a reflection or the other side. Negative pads cut off.</summary>
internal static class Padding
{
    public static readonly Implementation[] Rows =
    [
        new("Pad", Run) { ChannelsLast = new("Pad", _ => throw new InvalidOperationException("pads are known here")) { Prepare = PrepareLast, Parameters = 1 }, Parameters = 1 },
    ];

    // Over [N, spatial…, C]; the layout pass asks only where the pads are constant.
    private static Action<OperatorContext> PrepareLast(Preparation p)
    {
        var (from, rank) = (p.Dims(0)!, p.Dims(0)!.Length);
        var given = p.Opset < 11 ? p.Node.Ints(p.Opset < 2 ? "paddings" : "pads")! : ScalarReading.Integers(p.Constant(1)!);
        var pads = OfAll(given, p.Constant(3) is { } axes ? ScalarReading.Integers(axes) : null, rank);
        var mode = p.Node.Text("mode", "constant");
        var dims = (long[])from.Clone();
        var sources = new int[rank][];
        for (var i = 0; i < rank; i++)
        {
            var at = ChannelTurns.Axis(i, rank);
            dims[at] += pads[i] + pads[i + rank];
            sources[at] = Sources(from[at], pads[i], dims[at], mode);
        }
        var constant = p.Opset < 11 ? RuntimeTensor.Of<float>(ElementType.Float, [p.Node.Float("value", 0)]) : p.Constant(2);
        var fill = constant is { Count: > 0 } ? constant : new RuntimeTensor(p.Element(0));
        return x =>
        {
            var input = x.Input(0, from);
            ElementDispatch.Storage(input, new Loop(input, x.Output(0, input.Element, dims), fill, sources));
        };
    }

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
        return OfAll(given, x.Integers(3), rank);
    }

    // Pads of all axes, given those of some.
    private static long[] OfAll(long[] given, long[]? some, int rank)
    {
        if (some is not { } axes) return given;
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
            if (sources.Length == 0) *target = *input.Pointer<T>();
            else Walk(0, 0, true, ref target, *fill.Pointer<T>());
        }

        private void Walk<T>(int axis, long from, bool inside, ref T* target, T filling)
            where T : unmanaged
        {
            var size = input.Dims[axis];
            if (axis + 1 == sources.Length)
            {
                Row(from * size, inside, target, filling);
                target += sources[axis].Length;
                return;
            }
            foreach (var source in sources[axis]) Walk(axis + 1, (from * size) + Math.Max(source, 0), inside && source >= 0, ref target, filling);
        }

        // What lies between the borders is copied at once.
        private void Row<T>(long from, bool inside, T* target, T filling)
            where T : unmanaged
        {
            var places = sources[^1];
            if (!inside)
            {
                new Span<T>(target, places.Length).Fill(filling);
                return;
            }
            var source = input.Pointer<T>() + from;
            for (var i = 0; i < places.Length; i++)
            {
                var run = 1;
                if (places[i] >= 0) while (i + run < places.Length && places[i + run] == places[i] + run) run++;
                if (run > 1) new ReadOnlySpan<T>(source + places[i], run).CopyTo(new(target + i, run));
                else target[i] = places[i] >= 0 ? source[places[i]] : filling;
                i += run - 1;
            }
        }
    }
}
