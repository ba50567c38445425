using System.Numerics;
using Ridgeline.Graphs;

namespace Ridgeline.Runtime.Operators;

/// <summary>Poolings in their plain form, of any rank: x [N, C, spatial…].</summary>
internal static class Pooling
{
    public static readonly Implementation[] Rows =
    [
        new("MaxPool", RunMax)
        {
            Widens = true,
            Moves = true,
            Prepare = PlanePooling.PrepareMax,
            ChannelsLast = new("MaxPool", RunMax) { Moves = true, Prepare = ChannelsLastPooling.PrepareMax },
        },
        new("AveragePool", RunMean) { Widens = true, Prepare = PlanePooling.PrepareMean, ChannelsLast = new("AveragePool", RunMean) { Prepare = ChannelsLastPooling.PrepareMean } },
        new("LpPool", x => RunNorm(x, SlidingWindow.Of(x.Node, x.Input(0).Dims, null))) { Widens = true },
        new("GlobalAveragePool", x => RunGlobal(x, (s, v) => s + v, 0, (s, n) => s / n))
        {
            Widens = true, Prepare = PlanePooling.PrepareGlobalMean, ChannelsLast = new("GlobalAveragePool", RunMean) { Prepare = ChannelsLastPooling.PrepareGlobalMean },
        },
        new("GlobalMaxPool", x => RunGlobal(x, Math.Max, double.NegativeInfinity, (s, _) => s))
        {
            Widens = true, Prepare = PlanePooling.PrepareGlobalMax, ChannelsLast = new("GlobalMaxPool", RunMax) { Prepare = ChannelsLastPooling.PrepareGlobalMax },
        },
        new("GlobalLpPool", RunGlobalNorm) { Widens = true },
        new("MaxUnpool", RunUnpool) { Widens = true },
    ];

    private static void RunMax(OperatorContext x)
    {
        var input = x.Input(0);
        var window = SlidingWindow.Of(x.Node, input.Dims, null);
        long[] dims = [.. input.Dims[..2], .. window.Output];
        var output = x.Output(0, input.Element, dims);
        var places = x.Wants(1) ? x.Output(1, ElementType.Int64, dims) : null;
        ElementDispatch.Numbers(input.Element, new Largest(input, output, places, window, x.Node.Int("storage_order", 0) != 0));
    }

    private static void RunMean(OperatorContext x)
    {
        var input = x.Input(0);
        var window = SlidingWindow.Of(x.Node, input.Dims, null);
        var all = x.Node.Int("count_include_pad", 0) != 0;
        var output = x.Output(0, input.Element, [.. input.Dims[..2], .. window.Output]);
        ElementDispatch.Reals(input.Element, new Folded(input, output, window, (s, v) => s + v, (s, valid, padded) => s / (all ? padded : valid)));
    }

    private static void RunNorm(OperatorContext x, SlidingWindow window)
    {
        var input = x.Input(0);
        var p = x.Node.Attributes.GetValueOrDefault("p")?.Content is float f ? f : x.Node.Int("p", 2);
        var output = x.Output(0, input.Element, [.. input.Dims[..2], .. window.Output]);
        ElementDispatch.Reals(input.Element, new Folded(input, output, window, (s, v) => s + Math.Pow(Math.Abs(v), p), (s, _, _) => Math.Pow(s, 1.0 / p)));
    }

    private static void RunGlobal(OperatorContext x, Func<double, double, double> step, double start, Func<double, double, double> finish)
    {
        var input = x.Input(0);
        var output = x.Output(0, input.Element, [.. input.Dims[..2], .. Enumerable.Repeat(1L, input.Rank - 2)]);
        ElementDispatch.Reals(input.Element, new Whole(input, output, step, start, finish));
    }

    private static void RunGlobalNorm(OperatorContext x)
    {
        var p = x.Node.Attributes.GetValueOrDefault("p")?.Content is float f ? f : x.Node.Int("p", 2);
        RunGlobal(x, (s, v) => s + Math.Pow(Math.Abs(v), p), 0, (s, _) => Math.Pow(s, 1.0 / p));
    }

    // The indices count in a tensor of the size that pooling would have started from, which may be less than what is asked for.
    private static void RunUnpool(OperatorContext x)
    {
        var input = x.Input(0);
        var places = x.Input(1).Span<long>();
        var window = SlidingWindow.Transposed(x.Node, input.Dims, x.Node.Ints("kernel_shape")!);
        long[] own = [.. input.Dims[..2], .. window.Input];
        var dims = x.Integers(2) ?? own;
        var output = x.Output(0, input.Element, dims);
        output.Bytes.Clear();
        var (strides, size) = (StridedCopy.Strides(dims), input.ElementSize);
        for (var i = 0; i < places.Length; i++)
        {
            var (left, at) = (places[i], 0L);
            for (var d = own.Length - 1; d >= 0; d--)
            {
                at += left % own[d] * strides[d];
                left /= own[d];
            }
            input.Bytes.Slice(i * size, size).CopyTo(output.Bytes[(int)(at * size)..]);
        }
    }

    private readonly unsafe struct Largest(RuntimeTensor input, RuntimeTensor output, RuntimeTensor? places, SlidingWindow window, bool columnMajor) : IElementVisitor
    {
        public void Visit<T>()
            where T : unmanaged, INumber<T>, IMinMaxValue<T>
        {
            var walk = new WindowWalk(window);
            var area = input.Count / Math.Max(1, input.Dims[0] * input.Dims[1]);
            for (var p = 0L; p < input.Dims[0] * input.Dims[1]; p++)
            {
                var x = input.Pointer<T>() + (p * area);
                for (var o = 0L; o < walk.Count; o++)
                {
                    var (best, place) = (T.CreateSaturating(double.NegativeInfinity), -1L);
                    walk.Go(o);
                    while (walk.Next())
                    {
                        if (place >= 0 && !(x[walk.Place] > best)) continue;
                        (best, place) = (x[walk.Place], walk.Place);
                    }
                    output.Pointer<T>()[(p * walk.Count) + o] = best;
                    if (places is not null) places.Pointer<long>()[(p * walk.Count) + o] = (p * area) + (columnMajor ? Transposed(place) : place);
                }
            }
        }

        // The place in a plane that is stored column by column.
        private long Transposed(long place)
        {
            var (at, stride) = (0L, 1L);
            var strides = StridedCopy.Strides(window.Input);
            for (var d = 0; d < window.Rank; d++)
            {
                at += place / strides[d] % window.Input[d] * stride;
                stride *= window.Input[d];
            }
            return at;
        }
    }

    private readonly unsafe struct Folded(
        RuntimeTensor input, RuntimeTensor output, SlidingWindow window, Func<double, double, double> step, Func<double, double, double, double> finish) : IRealVisitor
    {
        public void Visit<T>()
            where T : unmanaged, IFloatingPointIeee754<T>, IMinMaxValue<T>
        {
            var walk = new WindowWalk(window);
            var area = input.Count / Math.Max(1, input.Dims[0] * input.Dims[1]);
            for (var p = 0L; p < input.Dims[0] * input.Dims[1]; p++)
            {
                var x = input.Pointer<T>() + (p * area);
                for (var o = 0L; o < walk.Count; o++)
                {
                    var (sum, count) = (0.0, 0L);
                    walk.Go(o);
                    for (; walk.Next(); count++) sum = step(sum, double.CreateTruncating(x[walk.Place]));
                    output.Pointer<T>()[(p * walk.Count) + o] = T.CreateTruncating(finish(sum, count, walk.Padded));
                }
            }
        }
    }

    private readonly unsafe struct Whole(
        RuntimeTensor input, RuntimeTensor output, Func<double, double, double> step, double start, Func<double, double, double> finish) : IRealVisitor
    {
        public void Visit<T>()
            where T : unmanaged, IFloatingPointIeee754<T>, IMinMaxValue<T>
        {
            var area = input.Count / Math.Max(1, output.Count);
            for (var p = 0L; p < output.Count; p++)
            {
                var so = start;
                for (var i = 0L; i < area; i++) so = step(so, double.CreateTruncating(input.Pointer<T>()[(p * area) + i]));
                output.Pointer<T>()[p] = T.CreateTruncating(finish(so, area));
            }
        }
    }
}
