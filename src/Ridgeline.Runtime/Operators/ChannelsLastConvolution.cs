using Ridgeline.Graphs;
using Ridgeline.Runtime.Compiling;
using Ridgeline.Runtime.Kernels.Convolution;
using Ridgeline.Runtime.Kernels.Gemm;

namespace Ridgeline.Runtime.Operators;

/// <summary>Convolution by the kernels: x [N, spatial…, C], y [N, spatial…, M], weights constant and packed once.</summary>
internal static unsafe class ChannelsLastConvolution
{
    /// <summary>Packs the weights and says what runs.</summary>
    public static Action<OperatorContext> Prepare(Preparation p)
    {
        var (from, weightDims) = (p.Dims(0)!, p.Dims(1)!);
        var dims = ChannelTurns.First(from);
        var window = SlidingWindow.Of(p.Node, dims, weightDims[2..]);
        var shape = Shape(dims, window, weightDims[0], (int)p.Node.Int("group", 1));
        long[] output = [dims[0], .. window.Output, weightDims[0]];
        var bias = p.Has(2) ? p.Absorb(2, t => t) : null;
        var tail = p.Tail;
        if (shape.IsDepthwise && shape.Kernel.Depth == 1)
        {
            var single = p.Absorb(1, w => new DepthwiseFilters(w.Pointer<float>(), shape.Channels, shape.Kernel.Count));
            return x => DepthwiseConvolution.Run(Call(x, shape, from, output, bias, tail), single, x.Pool);
        }
        var filters = p.Absorb(1, w => new PackedFilters(w.Pointer<float>(), shape, pool: p.Pool));
        var scratch = FloatConvolution.ScratchBytes(shape);
        p.Scratch(scratch);
        return x => FloatConvolution.Run(Call(x, shape, from, output, bias, tail), filters, x.Pool, x.Scratch(scratch));
    }

    /// <summary>The sizes of a window over an input of [N, C, spatial…].</summary>
    public static ConvolutionShape Shape(long[] dims, SlidingWindow window, long filters, int groups) => new(
        (int)dims[0], (int)dims[1], (int)filters, Sizes(window.Input, 1), Sizes(window.Output, 1), Sizes(window.Kernel, 1),
        Sizes(window.Strides, 1), Sizes(window.Dilations, 1), Sizes(window.Pads.AsSpan(0, window.Rank), 0), groups);

    /// <summary>One to three spatial sizes; those that are not there are neutral.</summary>
    public static Extent Sizes(ReadOnlySpan<long> sizes, int neutral) => new(
        sizes.Length > 2 ? (int)sizes[^3] : neutral, sizes.Length > 1 ? (int)sizes[^2] : neutral, (int)sizes[^1]);

    private static ConvolutionCall Call(OperatorContext x, in ConvolutionShape shape, long[] from, long[] to, RuntimeTensor? bias, Tail tail)
    {
        var (input, residual) = (x.Input(0, from), tail.Residual < 0 ? null : x.Input(tail.Residual, to));
        var output = x.Output(0, ElementType.Float, to);
        var epilogue = new Epilogue(bias is null ? null : bias.Pointer<float>(), tail.Activation, residual is null ? null : residual.Pointer<float>(), shape.Filters);
        return new(shape, input.Pointer<float>(), shape.Channels, output.Pointer<float>(), shape.Filters, epilogue);
    }
}
