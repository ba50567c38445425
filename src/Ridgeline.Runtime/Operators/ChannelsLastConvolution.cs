using Ridgeline.Graphs;
using Ridgeline.Runtime.Kernels.Convolution;
using Ridgeline.Runtime.Kernels.Gemm;

namespace Ridgeline.Runtime.Operators;

/// <summary>Convolution by the kernels: x [N, spatial…, C], y [N, spatial…, M], weights constant and packed once.</summary>
internal static unsafe class ChannelsLastConvolution
{
    /// <summary>Packs the weights and says what runs.</summary>
    public static Action<OperatorContext> Prepare(Preparation p) => Prepare(p, new(p.Node, p.Tail));

    /// <summary>The same for convolutions whose outputs lie beside each other in one tensor.</summary>
    public static Action<OperatorContext> PrepareBeside(Preparation p, IReadOnlyList<ConvolutionPart> parts)
    {
        Action<OperatorContext>[] runs = [.. parts.Select(part => Prepare(p, part))];
        return x =>
        {
            foreach (var run in runs) run(x);
        };
    }

    /// <summary>Packs the weights of a transposed convolution, [C, M/group, kernel…], and says what runs.</summary>
    public static Action<OperatorContext> PrepareTransposed(Preparation p)
    {
        var (from, weightDims) = (p.Dims(0)!, p.Dims(1)!);
        var dims = ChannelTurns.First(from);
        var window = SlidingWindow.Transposed(p.Node, dims, weightDims[2..]);
        var groups = (int)p.Node.Int("group", 1);
        // The window slides over what comes out.
        var made = Shape(dims, window, weightDims[1] * groups, groups);
        var shape = made with { Input = made.Output, Output = made.Input };
        long[] output = [dims[0], .. window.Input, shape.Filters];
        var bias = p.Has(2) ? p.Absorb(2, t => t) : null;
        var (part, filters) = (new ConvolutionPart(p.Node, p.Tail), p.Absorb(1, w => new TransposedFilters(w.Pointer<float>(), shape)));
        p.Scratch(filters.ScratchBytes);
        return x => TransposedConvolution.Run(Call(x, shape, from, output, bias, part), filters, x.Pool, x.Scratch(filters.ScratchBytes));
    }

    /// <summary>The sizes of a window over an input of [N, C, spatial…].</summary>
    public static ConvolutionShape Shape(long[] dims, SlidingWindow window, long filters, int groups) => new(
        (int)dims[0], (int)dims[1], (int)filters, Sizes(window.Input, 1), Sizes(window.Output, 1), Sizes(window.Kernel, 1),
        Sizes(window.Strides, 1), Sizes(window.Dilations, 1), Sizes(window.Pads.AsSpan(0, window.Rank), 0), groups);

    /// <summary>One to three spatial sizes; those that are not there are neutral.</summary>
    public static Extent Sizes(ReadOnlySpan<long> sizes, int neutral) => new(
        sizes.Length > 2 ? (int)sizes[^3] : neutral, sizes.Length > 1 ? (int)sizes[^2] : neutral, (int)sizes[^1]);

    private static Action<OperatorContext> Prepare(Preparation p, ConvolutionPart part)
    {
        var (at, node) = (part.FirstInput, part.Node);
        var (from, weightDims) = (p.Dims(at)!, p.Dims(at + 1)!);
        var dims = ChannelTurns.First(from);
        var window = SlidingWindow.Of(node, dims, weightDims[2..]);
        var shape = Shape(dims, window, weightDims[0], (int)node.Int("group", 1));
        long[] output = [dims[0], .. window.Output, part.Width == 0 ? weightDims[0] : part.Width];
        var bias = p.Has(at + 2) ? p.Absorb(at + 2, t => t) : null;
        if (shape.IsDepthwise && shape.Kernel.Depth == 1)
        {
            var single = p.Absorb(at + 1, w => new DepthwiseFilters(w.Pointer<float>(), shape.Channels, shape.Kernel.Count));
            return x => DepthwiseConvolution.Run(Call(x, shape, from, output, bias, part), single, x.Pool);
        }
        var filters = p.Absorb(at + 1, w => new PackedFilters(w.Pointer<float>(), shape, pool: p.Pool));
        var scratch = FloatConvolution.ScratchBytes(shape);
        p.Scratch(scratch);
        return x => FloatConvolution.Run(Call(x, shape, from, output, bias, part), filters, x.Pool, x.Scratch(scratch));
    }

    private static ConvolutionCall Call(OperatorContext x, in ConvolutionShape shape, long[] from, long[] to, RuntimeTensor? bias, ConvolutionPart part)
    {
        var (input, residual) = (x.Input(part.FirstInput, from), part.Tail.Residual < 0 ? null : x.Input(part.Tail.Residual, to));
        var output = x.Output(0, ElementType.Float, to);
        var epilogue = new Epilogue(
            bias is null ? null : bias.Pointer<float>(), part.Tail.Activation, residual is null ? null : residual.Pointer<float>(), shape.Filters);
        return new(shape, input.Pointer<float>(), shape.Channels, output.Pointer<float>() + part.FirstFilter, (nint)to[^1], epilogue);
    }
}
