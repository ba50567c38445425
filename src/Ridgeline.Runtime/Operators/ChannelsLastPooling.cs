using System.Numerics.Tensors;
using Ridgeline.Graphs;
using Ridgeline.Runtime.Threads;

namespace Ridgeline.Runtime.Operators;

/// <summary>Poolings over [N, spatial…, C]: each window's pixels are vectors of channels.</summary>
internal static unsafe class ChannelsLastPooling
{
    /// <summary>The greatest of each window.</summary>
    public static Action<OperatorContext> PrepareMax(Preparation p) => Prepare(p, largest: true, false);

    /// <summary>The mean of each window.</summary>
    public static Action<OperatorContext> PrepareMean(Preparation p) => Prepare(p, largest: false, p.Node.Int("count_include_pad", 0) != 0);

    /// <summary>The mean of each channel.</summary>
    public static void RunGlobalMean(OperatorContext x)
    {
        var input = x.Input(0);
        Span<long> dims = stackalloc long[input.Rank];
        dims.Fill(1);
        (dims[0], dims[^1]) = (input.Dims[0], input.Dims[^1]);
        var output = x.Output(0, ElementType.Float, dims);
        var channels = (int)dims[^1];
        var pixels = input.Count / Math.Max(1, output.Count);
        for (var n = 0L; n < dims[0]; n++)
        {
            var sum = new Span<float>(output.Pointer<float>() + (n * channels), channels);
            sum.Clear();
            for (var i = 0L; i < pixels; i++) TensorPrimitives.Add(sum, new ReadOnlySpan<float>(input.Pointer<float>() + (((n * pixels) + i) * channels), channels), sum);
            TensorPrimitives.Divide(sum, pixels, sum);
        }
    }

    private static Action<OperatorContext> Prepare(Preparation p, bool largest, bool countsPadding)
    {
        var input = ChannelTurns.First(p.Dims(0)!);
        var window = SlidingWindow.Of(p.Node, input, null);
        long[] dims = [input[0], .. window.Output, input[1]];
        var taps = new WindowTaps(window);
        return x =>
        {
            var (from, to) = (x.Input(0), x.Output(0, ElementType.Float, dims));
            x.Pool.Run((int)(dims[0] * taps.Rows), new Rows(from, to, taps, largest, countsPadding));
        };
    }

    private readonly struct Rows(RuntimeTensor input, RuntimeTensor output, WindowTaps taps, bool largest, bool countsPadding) : IChunkedWork
    {
        public void Run(int chunk, int worker)
        {
            var channels = (int)input.Dims[^1];
            var image = input.Pointer<float>() + (chunk / taps.Rows * taps.InputPixels * channels);
            var first = chunk % taps.Rows * taps.RowLength;
            for (var o = first; o < first + taps.RowLength; o++)
            {
                var y = new Span<float>(output.Pointer<float>() + (((chunk / taps.Rows * taps.Positions) + o) * channels), channels);
                var places = taps.Of(o);
                if (places.IsEmpty)
                {
                    y.Fill(largest ? float.NegativeInfinity : 0);
                    continue;
                }
                new ReadOnlySpan<float>(image + (places[0] * channels), channels).CopyTo(y);
                foreach (var place in places[1..])
                {
                    var pixel = new ReadOnlySpan<float>(image + (place * channels), channels);
                    if (largest) TensorPrimitives.Max(y, pixel, y);
                    else TensorPrimitives.Add(y, pixel, y);
                }
                if (!largest) TensorPrimitives.Multiply(y, 1f / (countsPadding ? taps.Padded(o) : places.Length), y);
            }
        }
    }
}
