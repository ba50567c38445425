using System.Numerics.Tensors;
using Ridgeline.Graphs;
using Ridgeline.Runtime.Kernels.Pooling;

namespace Ridgeline.Runtime.Operators;

/// <summary>Poolings over [N, C, spatial…] of floats where no convolution is near that would have put the channels last.</summary>
internal static unsafe class PlanePooling
{
    /// <summary>The greatest of each window; null if their places are asked for.</summary>
    public static Action<OperatorContext>? PrepareMax(Preparation p) => p.Wants(1) ? null : Prepare(p, PoolKind.Max);

    /// <summary>The mean of each window.</summary>
    public static Action<OperatorContext>? PrepareMean(Preparation p) =>
        Prepare(p, p.Node.Int("count_include_pad", 0) != 0 ? PoolKind.AverageWithPadding : PoolKind.Average);

    /// <summary>The mean of each plane.</summary>
    public static Action<OperatorContext>? PrepareGlobalMean(Preparation p) => PrepareGlobal(p, (plane, n) => TensorPrimitives.Sum(plane) / n);

    /// <summary>The greatest of each plane.</summary>
    public static Action<OperatorContext>? PrepareGlobalMax(Preparation p) => PrepareGlobal(p, (plane, _) => TensorPrimitives.Max(plane));

    private static Action<OperatorContext>? Prepare(Preparation p, PoolKind kind)
    {
        if (p.Element(0) != ElementType.Float || p.Dims(0) is not { Length: >= 3 and <= 5 } from) return null;
        var window = SlidingWindow.Of(p.Node, from, null);
        var shape = ChannelsLastConvolution.Shape(from, window, from[1], 1);
        var end = ChannelsLastConvolution.Sizes(window.Pads.AsSpan(window.Rank), 0);
        // A window wholly inside of the padding has no greatest value: the plain form knows what then.
        if (shape.Pad.Width > (shape.Kernel.Width - 1) * shape.Dilation.Width) return null;
        long[] to = [from[0], from[1], .. window.Output];
        var scratch = PlanePool.ScratchBytes(shape) * p.Options.Threads;
        p.Scratch(scratch);
        return x =>
        {
            var (input, output) = (x.Input(0, from), x.Output(0, ElementType.Float, to));
            PlanePool.Run(kind, shape, input.Pointer<float>(), output.Pointer<float>(), end, x.Pool, x.Scratch(scratch));
        };
    }

    private static Action<OperatorContext>? PrepareGlobal(Preparation p, PlaneFunction function)
    {
        if (p.Element(0) != ElementType.Float || p.Dims(0) is not { Length: >= 3 } from || Graphs.Tensor.CountOf(from) is not (> 0 and var count)) return null;
        long[] to = [from[0], from[1], .. Enumerable.Repeat(1L, from.Length - 2)];
        var area = (int)(count / (from[0] * from[1]));
        return x =>
        {
            var input = x.Input(0, from);
            var output = x.Output(0, ElementType.Float, to).Span<float>();
            for (var i = 0; i < output.Length; i++) output[i] = function(new(input.Pointer<float>() + ((nint)i * area), area), area);
        };
    }

    private delegate float PlaneFunction(ReadOnlySpan<float> plane, int count);
}
