using System.Numerics;

namespace Ridgeline.Runtime.Operators;

/// <summary>
/// Convolutions in their plain form, of any rank: x [N, C, spatial…], w [M, C/group, kernel…], y [N, M, spatial…]. One tap of the kernel after the other
/// is multiplied over all places where it lies inside the input.
/// </summary>
internal static class Convolution
{
    public static readonly Implementation[] Rows =
    [
        new("Conv", RunForward)
        {
            Widens = true, Role = Role.Convolution,
            ChannelsLast = new("Conv", RunForward) { Role = Role.ChannelsLastConvolution, Prepare = ChannelsLastConvolution.Prepare },
        },
        new("ConvTranspose", RunTransposed)
        {
            Widens = true, Role = Role.TransposedConvolution, ChannelsLast = new("ConvTranspose", RunTransposed) { Prepare = ChannelsLastConvolution.PrepareTransposed },
        },
    ];

    private static void RunForward(OperatorContext x)
    {
        var (input, weight, bias) = (x.Input(0), x.Input(1), x.Optional(2));
        var window = SlidingWindow.Of(x.Node, input.Dims, weight.Dims[2..]);
        var output = x.Output(0, input.Element, [input.Dims[0], weight.Dims[0], .. window.Output]);
        Run(input, weight, bias, output, window, x.Node.Int("group", 1));
    }

    /// <summary>A convolution of operands of one type.</summary>
    public static void Run(RuntimeTensor input, RuntimeTensor weight, RuntimeTensor? bias, RuntimeTensor output, SlidingWindow window, long group) =>
        ElementDispatch.Numbers(input.Element, new Forward(input, weight, bias, output, window, group));

    private static void RunTransposed(OperatorContext x)
    {
        var (input, weight, bias) = (x.Input(0), x.Input(1), x.Optional(2));
        var window = SlidingWindow.Transposed(x.Node, input.Dims, weight.Dims[2..]);
        var group = x.Node.Int("group", 1);
        var output = x.Output(0, input.Element, [input.Dims[0], weight.Dims[1] * group, .. window.Input]);
        ElementDispatch.Numbers(input.Element, new Backward(input, weight, bias, output, window, group));
    }

    private static unsafe void Fill<T>(RuntimeTensor output, RuntimeTensor? bias)
        where T : unmanaged
    {
        var (planes, area) = (output.Dims[0] * output.Dims[1], output.Count / Math.Max(1, output.Dims[0] * output.Dims[1]));
        for (var p = 0L; p < planes; p++)
        {
            new Span<T>(output.Pointer<T>() + (p * area), (int)area).Fill(bias is null ? default : bias.Pointer<T>()[p % output.Dims[1]]);
        }
    }

    private readonly unsafe struct Forward(
        RuntimeTensor input, RuntimeTensor weight, RuntimeTensor? bias, RuntimeTensor output, SlidingWindow window, long group) : IElementVisitor
    {
        public void Visit<T>()
            where T : unmanaged, INumber<T>, IMinMaxValue<T>
        {
            Fill<T>(output, bias);
            var (channels, made) = (weight.Dims[1], weight.Dims[0]);
            var (inArea, outArea) = (input.Count / Math.Max(1, input.Dims[0] * input.Dims[1]), output.Count / Math.Max(1, output.Dims[0] * made));
            for (var n = 0L; n < input.Dims[0]; n++)
            {
                for (var m = 0L; m < made; m++)
                {
                    var first = m / (made / group) * channels;
                    var y = output.Pointer<T>() + (((n * made) + m) * outArea);
                    for (var c = 0L; c < channels; c++)
                    {
                        var x = input.Pointer<T>() + (((n * input.Dims[1]) + first + c) * inArea);
                        var w = weight.Pointer<T>() + (((m * channels) + c) * window.Taps);
                        for (var tap = 0L; tap < window.Taps; tap++) TapLoop.Forward(window, tap, w[tap], x, y);
                    }
                }
            }
        }
    }

    private readonly unsafe struct Backward(
        RuntimeTensor input, RuntimeTensor weight, RuntimeTensor? bias, RuntimeTensor output, SlidingWindow window, long group) : IElementVisitor
    {
        public void Visit<T>()
            where T : unmanaged, INumber<T>, IMinMaxValue<T>
        {
            Fill<T>(output, bias);
            var (channels, made) = (input.Dims[1], weight.Dims[1]);
            var (inArea, outArea) = (input.Count / Math.Max(1, input.Dims[0] * channels), output.Count / Math.Max(1, output.Dims[0] * output.Dims[1]));
            for (var n = 0L; n < input.Dims[0]; n++)
            {
                for (var c = 0L; c < channels; c++)
                {
                    var first = c / (channels / group) * made;
                    var x = input.Pointer<T>() + (((n * channels) + c) * inArea);
                    for (var m = 0L; m < made; m++)
                    {
                        var y = output.Pointer<T>() + (((n * output.Dims[1]) + first + m) * outArea);
                        var w = weight.Pointer<T>() + (((c * made) + m) * window.Taps);
                        for (var tap = 0L; tap < window.Taps; tap++) TapLoop.Backward(window, tap, w[tap], x, y);
                    }
                }
            }
        }
    }
}
