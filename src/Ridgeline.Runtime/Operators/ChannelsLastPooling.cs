using Ridgeline.Graphs;
using Ridgeline.Runtime.Kernels.Convolution;
using Ridgeline.Runtime.Kernels.Integer;
using Ridgeline.Runtime.Kernels.Pooling;

namespace Ridgeline.Runtime.Operators;

/// <summary>Poolings over [N, spatial…, C] by the kernels.</summary>
internal static unsafe class ChannelsLastPooling
{
    /// <summary>The greatest of each window.</summary>
    public static Action<OperatorContext> PrepareMax(Preparation p) => IntegerProducts.IsByte(p, 0) ? PrepareBytes(p) : Prepare(p, PoolKind.Max);

    /// <summary>The mean of each window.</summary>
    public static Action<OperatorContext> PrepareMean(Preparation p) =>
        Prepare(p, p.Node.Int("count_include_pad", 0) != 0 ? PoolKind.AverageWithPadding : PoolKind.Average);

    /// <summary>The mean of each channel.</summary>
    public static Action<OperatorContext> PrepareGlobalMean(Preparation p) => PrepareGlobal(p, PoolKind.Average);

    /// <summary>The greatest of each channel.</summary>
    public static Action<OperatorContext> PrepareGlobalMax(Preparation p) => PrepareGlobal(p, PoolKind.Max);

    private static Action<OperatorContext> Prepare(Preparation p, PoolKind kind)
    {
        var input = ChannelTurns.First(p.Dims(0)!);
        var window = SlidingWindow.Of(p.Node, input, null);
        var shape = ChannelsLastConvolution.Shape(input, window, input[1], 1);
        return Pooling(p.Dims(0)!, [input[0], .. window.Output, input[1]], shape, kind, ChannelsLastConvolution.Sizes(window.Pads.AsSpan(window.Rank), 0));
    }

    private static Action<OperatorContext> PrepareBytes(Preparation p)
    {
        var (from, signed) = (p.Dims(0)!, p.Element(0) == ElementType.Int8);
        var input = ChannelTurns.First(from);
        var window = SlidingWindow.Of(p.Node, input, null);
        var shape = ChannelsLastConvolution.Shape(input, window, input[1], 1);
        long[] to = [input[0], .. window.Output, input[1]];
        var outside = BytePool.Outside(shape, signed);
        return x =>
        {
            var image = x.Input(0, from);
            BytePool.Run(shape, image.Pointer<byte>(), x.Output(0, image.Element, to).Pointer<byte>(), signed, outside, x.Pool);
        };
    }

    // A filter as large as the image.
    private static Action<OperatorContext> PrepareGlobal(Preparation p, PoolKind kind)
    {
        var dims = p.Dims(0)!;
        var image = ChannelsLastConvolution.Sizes(dims.AsSpan(1..^1), 1);
        var shape = new ConvolutionShape((int)dims[0], (int)dims[^1], (int)dims[^1], image, Extent.One, image, Extent.One, Extent.One, default);
        var made = Array.ConvertAll(dims, _ => 1L);
        (made[0], made[^1]) = (dims[0], dims[^1]);
        return Pooling(dims, made, shape, kind, default);
    }

    private static Action<OperatorContext> Pooling(long[] from, long[] to, ConvolutionShape shape, PoolKind kind, Extent end) => x =>
    {
        var (input, output) = (x.Input(0, from), x.Output(0, ElementType.Float, to));
        Pool.Run(kind, shape, input.Pointer<float>(), shape.Channels, output.Pointer<float>(), shape.Channels, end, x.Pool);
    };
}
