using System.Numerics.Tensors;
using Ridgeline.Graphs;
using Ridgeline.Runtime.Kernels.Conversion;

namespace Ridgeline.Runtime.Operators;

/// <summary>From reals to steps of a scale, and back.</summary>
internal static unsafe class Quantization
{
    private const float Steps = 255;

    /// <summary>The row of DequantizeLinear.</summary>
    public static readonly Implementation Dequantize = Anywhere(new("DequantizeLinear", RunDequantize) { Role = Role.Dequantization, Parameters = 1 });

    /// <summary>The row of QuantizeLinear.</summary>
    public static readonly Implementation Quantize = Anywhere(new("QuantizeLinear", RunQuantize) { Role = Role.Quantization, Parameters = 1 });

    public static readonly Implementation[] Rows =
    [
        Quantize,
        Dequantize,
        new("DynamicQuantizeLinear", RunDynamic),
    ];

    /// <summary>An element of a tensor of scales or zero points, one of which stands for all.</summary>
    public static float At(RuntimeTensor? tensor, long index, float fallback = 0) =>
        tensor is null ? fallback : (float)ScalarReading.Real(tensor, tensor.Count == 1 ? 0 : (int)index);

    // With one scale it does not matter where the channels stand.
    private static Implementation Anywhere(Implementation row) => row with { ChannelsLast = row };

    // Bytes of one scale and floats: then there is a kernel.
    private static bool AreBytes(ElementType steps, RuntimeTensor reals, RuntimeTensor scale) =>
        steps is ElementType.Int8 or ElementType.UInt8 && reals.Element == ElementType.Float && scale.Count == 1;

    private static void RunQuantize(OperatorContext x)
    {
        var (input, scale, zero) = (x.Input(0), x.Input(1), x.Optional(2));
        var asked = (ElementType)x.Node.Int("output_dtype", 0);
        var element = zero?.Element ?? (asked == ElementType.Undefined ? ElementType.UInt8 : asked);
        var precision = (ElementType)x.Node.Int("precision", 0);
        if (precision == ElementType.Undefined) precision = scale.Element;
        var saturate = x.Node.Int("saturate", 1) != 0;
        var output = x.Output(0, element, input.Dims);
        if (AreBytes(element, input, scale) && precision == ElementType.Float)
        {
            Quantisation.Quantise(
                input.Pointer<float>(), output.Pointer<byte>(), (nint)input.Count, At(scale, 0), (int)At(zero, 0), element == ElementType.Int8, x.Pool);
            return;
        }
        var reals = Casting.Convert(input, ElementType.Float);
        var runs = new ScaleRuns(input, scale, x.Node.Int("axis", 1), x.Node.Int("block_size", 0));
        while (runs.Next())
        {
            var (step, shift) = (At(scale, runs.Scale), At(zero, runs.Scale));
            QuantizedRow.Quantize(reals.Pointer<float>() + runs.Offset, runs.Length, step, shift, output, runs.Offset, precision, saturate);
        }
    }

    private static void RunDequantize(OperatorContext x)
    {
        var (input, scale, zero) = (x.Input(0), x.Input(1), x.Optional(2));
        var asked = (ElementType)x.Node.Int("output_dtype", 0);
        var output = x.Output(0, asked == ElementType.Undefined ? scale.Element : asked, input.Dims);
        if (AreBytes(input.Element, output, scale))
        {
            var signed = input.Element == ElementType.Int8;
            Quantisation.Dequantise(input.Pointer<byte>(), output.Pointer<float>(), (nint)input.Count, At(scale, 0), (int)At(zero, 0), signed, x.Pool);
            return;
        }
        var reals = output.Element == ElementType.Float ? output : new(ElementType.Float, input.Dims);
        Casting.Convert(input, reals);
        var runs = new ScaleRuns(input, scale, x.Node.Int("axis", 1), x.Node.Int("block_size", 0));
        while (runs.Next())
        {
            var run = new Span<float>(reals.Pointer<float>() + runs.Offset, checked((int)runs.Length));
            if (zero is not null) TensorPrimitives.Subtract(run, At(zero, runs.Scale), run);
            TensorPrimitives.Multiply(run, At(scale, runs.Scale), run);
        }
        if (output != reals) Casting.Convert(reals, output);
    }

    // scale = (max(x, 0) - min(x, 0)) / 255, zero point = round(-min/scale).
    private static void RunDynamic(OperatorContext x)
    {
        var input = x.Input(0);
        var values = input.Span<float>();
        var low = values.IsEmpty ? 0 : Math.Min(0, TensorPrimitives.Min<float>(values));
        var high = values.IsEmpty ? 0 : Math.Max(0, TensorPrimitives.Max<float>(values));
        var scale = high == low ? 1 : (high - low) / Steps;
        var zero = Math.Clamp(MathF.Round(-low / scale), 0, Steps);
        var output = x.Output(0, ElementType.UInt8, input.Dims);
        Quantisation.Quantise(input.Pointer<float>(), output.Pointer<byte>(), (nint)input.Count, scale, (int)zero, signed: false, x.Pool);
        x.Output(1, ElementType.Float).Span<float>()[0] = scale;
        x.Output(2, ElementType.UInt8).Bytes[0] = (byte)zero;
    }
}
