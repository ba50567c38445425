using System.Numerics.Tensors;
using Ridgeline.Graphs;

namespace Ridgeline.Runtime.Operators;

/// <summary>Convolutions of quantised tensors in their plain form: sums are exact 32-bit integers, padding stands for zero.</summary>
internal static unsafe class QuantizedConvolution
{
    private static readonly Implementation Last = new("QLinearConv", FusedNode.Unprepared) { Prepare = IntegerConvolutions.PrepareLast };

    public static readonly Implementation[] Rows =
    [
        new("ConvInteger", RunInteger) { Prepare = IntegerConvolutions.PrepareSums },
        new("QLinearConv", RunLinear) { Role = Role.QuantizedConvolution, Prepare = IntegerConvolutions.PrepareSteps, ChannelsLast = Last },
    ];

    /// <summary>A convolution of dequantised bytes: the inputs of QLinearConv, without scale and zero point of a result that is float.</summary>
    public static readonly Implementation Fused = new("QLinearConv", FusedNode.Unprepared)
    {
        Role = Role.QuantizedConvolution, Prepare = IntegerConvolutions.PrepareSteps, ChannelsLast = Last,
    };

    private static void RunInteger(OperatorContext x)
    {
        var (input, weight) = (x.Input(0), x.Input(1));
        var window = SlidingWindow.Of(x.Node, input.Dims, weight.Dims[2..]);
        var output = x.Output(0, ElementType.Int32, [input.Dims[0], weight.Dims[0], .. window.Output]);
        Sum(x, (input, x.Optional(2)), (weight, x.Optional(3)), null, output, window);
    }

    private static void RunLinear(OperatorContext x)
    {
        var (input, weight, zero) = (x.Input(0), x.Input(3), x.Input(7));
        var window = SlidingWindow.Of(x.Node, input.Dims, weight.Dims[2..]);
        var sums = new RuntimeTensor(ElementType.Int32, [input.Dims[0], weight.Dims[0], .. window.Output]);
        Sum(x, (input, x.Input(2)), (weight, x.Input(5)), x.Optional(8), sums, window);
        var output = x.Output(0, zero.Element, sums.Dims);
        var reals = Casting.Convert(sums, ElementType.Float);
        var (planes, area) = (sums.Dims[0] * sums.Dims[1], sums.Count / Math.Max(1, sums.Dims[0] * sums.Dims[1]));
        for (var p = 0L; p < planes; p++)
        {
            var factor = Quantization.At(x.Input(1), 0) * Quantization.At(x.Input(4), p % sums.Dims[1]) / Quantization.At(x.Input(6), 0);
            var plane = new Span<float>(reals.Pointer<float>() + (p * area), (int)area);
            TensorPrimitives.Multiply(plane, factor, plane);
        }
        QuantizedRow.Quantize(reals.Pointer<float>(), reals.Count, 1, Quantization.At(zero, 0), output, 0);
    }

    private static void Sum(
        OperatorContext x, (RuntimeTensor Steps, RuntimeTensor? Zero) input, (RuntimeTensor Steps, RuntimeTensor? Zero) weight, RuntimeTensor? bias,
        RuntimeTensor sums, SlidingWindow window)
    {
        var filter = weight.Steps.Count / Math.Max(1, weight.Steps.Dims[0]);
        var (shifted, filters) = (ShiftedSteps.ByRow(input.Steps, input.Zero, input.Steps.Count), ShiftedSteps.ByRow(weight.Steps, weight.Zero, filter));
        Convolution.Run(shifted, filters, bias, sums, window, x.Node.Int("group", 1));
    }
}
