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
        var dims = ChannelTurns.First(p.Dims(0)!);
        var weightDims = p.Dims(1)!;
        var window = SlidingWindow.Of(p.Node, dims, weightDims[2..]);
        var groups = (int)p.Node.Int("group", 1);
        var shape = new ConvolutionShape(
            (int)dims[0], (int)dims[1], (int)weightDims[0], Extent(window.Input, 1), Extent(window.Output, 1), Extent(window.Kernel, 1),
            Extent(window.Strides, 1), Extent(window.Dilations, 1), Extent(window.Pads.AsSpan(0, window.Rank), 0), groups);
        long[] output = [dims[0], .. window.Output, weightDims[0]];
        var bias = p.Has(2) ? p.Absorb(2, t => t) : null;
        var tail = p.Tail;
        if (shape.IsDepthwise && shape.Kernel.Depth == 1)
        {
            var single = p.Absorb(1, w => new DepthwiseFilters(w.Pointer<float>(), shape.Channels, shape.Kernel.Count));
            return x => DepthwiseConvolution.Run(Call(x, shape, output, bias, tail), single, x.Pool);
        }
        var filters = p.Absorb(1, w => new PackedFilters(w.Pointer<float>(), shape));
        return x => FloatConvolution.Run(Call(x, shape, output, bias, tail), filters, x.Pool);
    }

    private static ConvolutionCall Call(OperatorContext x, in ConvolutionShape shape, long[] dims, RuntimeTensor? bias, Tail tail)
    {
        var (input, residual) = (x.Input(0), tail.Residual < 0 ? null : x.Input(tail.Residual));
        var output = x.Output(0, ElementType.Float, dims);
        var epilogue = new Epilogue(bias is null ? null : bias.Pointer<float>(), tail.Activation, residual is null ? null : residual.Pointer<float>(), shape.Filters);
        return new(shape, input.Pointer<float>(), shape.Channels, output.Pointer<float>(), shape.Filters, epilogue);
    }

    // One or two spatial dimensions leave the first sizes neutral.
    private static Extent Extent(ReadOnlySpan<long> sizes, int neutral) => new(
        sizes.Length > 2 ? (int)sizes[^3] : neutral, sizes.Length > 1 ? (int)sizes[^2] : neutral, (int)sizes[^1]);
}
