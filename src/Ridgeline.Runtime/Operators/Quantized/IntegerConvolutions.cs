using Ridgeline.Graphs;
using Ridgeline.Runtime.Kernels.Convolution;
using Ridgeline.Runtime.Kernels.Integer;
using Ridgeline.Runtime.Kernels.Memory;
using Ridgeline.Runtime.Kernels.Movement;

namespace Ridgeline.Runtime.Operators;

/// <summary>Convolutions of bytes by the kernels. The image is turned to channels last and the result back; filters are constant and packed once.</summary>
internal sealed unsafe class IntegerConvolutions
{
    private const long Line = 64;

    private readonly ConvolutionShape _shape;
    private readonly long[] _from;
    private readonly long[] _to;
    private readonly bool _signed;
    private readonly PackedBytes[] _filters;
    private readonly ColumnZeros _zeros;
    private readonly NativeBuffer? _outside;

    private IntegerConvolutions(Preparation p, ConvolutionShape shape, long[] to, int weight, int weightZero)
    {
        (_shape, _from, _to, _signed) = (shape, p.Dims(0)!, to, p.Element(0) == ElementType.Int8);
        _zeros = new(p, weightZero, shape.Filters);
        if (p.Constant(2) is { } zero) _outside = IntegerConvolution.Outside(shape, (byte)ScalarReading.Integer(zero));
        else if (!p.Has(2)) _outside = IntegerConvolution.Outside(shape, 0);
        _filters = p.Absorb(weight, t => Enumerable.Range(0, shape.Groups)
            .Select(g => IntegerConvolution.Pack(t.Pointer<byte>(), shape, g, t.Element == ElementType.Int8)).ToArray());
    }

    /// <summary>ConvInteger.</summary>
    public static Action<OperatorContext>? PrepareSums(Preparation p)
    {
        if (Of(p, 1, 3) is not { } convolution) return null;
        p.Scratch(convolution.ScratchBytes(sizeof(int)));
        return x => convolution.Run(x, ElementType.Int32, default);
    }

    /// <summary>QLinearConv: scales and bias constant.</summary>
    public static Action<OperatorContext>? PrepareSteps(Preparation p)
    {
        if (!IntegerProducts.IsByte(p, 7) || !IntegerProducts.IsSingle(p, 7)) return null;
        if (p.Constant(1) is not { Count: 1 } || p.Constant(6) is not { Count: 1 }) return null;
        if (!p.IsConstant(4) || (p.Has(8) && !p.IsConstant(8)) || Of(p, 3, 5) is not { } convolution) return null;
        var (element, filters) = (p.Element(7), convolution._shape.Filters);
        var bias = IntegerProducts.Columns(p, 8, ElementType.Int32, filters);
        var scales = IntegerProducts.Scales(p, filters, (1, 4, 6));
        p.Scratch(convolution.ScratchBytes(sizeof(byte)));
        return x =>
        {
            var output = new IntegerOutput
            {
                Bias = bias.Pointer<int>(), Scales = scales.Pointer<float>(), Signed = element == ElementType.Int8, Zero = IntegerProducts.Zero(x, 7),
            };
            convolution.Run(x, element, output);
        };
    }

    // A filter for each channel alone leaves the kernels idle: the plain form is as fast.
    private static IntegerConvolutions? Of(Preparation p, int weight, int weightZero)
    {
        if (!IntegerProducts.IsByte(p, 0) || !IntegerProducts.IsByte(p, weight) || !p.IsConstant(weight) || !IntegerProducts.IsSingle(p, 2)) return null;
        if (p.Dims(0) is not { Length: >= 3 and <= 5 } dims || p.Dims(weight) is not { } filters) return null;
        if (p.Has(weightZero) && !p.IsConstant(weightZero)) return null;
        var window = SlidingWindow.Of(p.Node, dims, filters[2..]);
        var shape = ChannelsLastConvolution.Shape(dims, window, filters[0], (int)p.Node.Int("group", 1));
        long[] to = [dims[0], filters[0], .. window.Output];
        return shape.IsDepthwise || shape.Rows == 0 || Tensor.CountOf(filters) == 0 || Tensor.CountOf(dims) == 0 ? null : new(p, shape, to, weight, weightZero);
    }

    private long ImageBytes => (((long)_shape.Batch * _shape.Input.Count * _shape.Channels) + Line - 1) / Line * Line;

    private long ScratchBytes(int size) => ImageBytes + ((long)_shape.Rows * _shape.Filters * size);

    private void Run(OperatorContext x, ElementType element, IntegerOutput output)
    {
        var input = x.Input(0, _from);
        var result = x.Output(0, element, _to);
        var image = x.Scratch(ScratchBytes(result.ElementSize));
        var made = image + ImageBytes;
        int channels = _shape.Channels, filters = _shape.Filters, places = _shape.Input.Count, pixels = _shape.Output.Count;
        for (var n = 0L; n < _shape.Batch; n++)
        {
            var at = n * channels * places;
            Transposition.Elements(input.Pointer<byte>() + at, places, image + at, channels, channels, places);
        }
        (output.AZero, output.ASigned, output.Stride) = (IntegerProducts.Zero(x, 2), _signed, filters);
        var outside = _outside ?? IntegerConvolution.Outside(_shape, (byte)output.AZero);
        for (var g = 0; g < _shape.Groups; g++) Run(x, g, image, made, output, outside);
        if (_outside is null) outside.Dispose();
        for (var n = 0L; n < _shape.Batch; n++)
        {
            var at = n * pixels * filters;
            if (element == ElementType.Int32) Transposition.Elements((int*)made + at, filters, result.Pointer<int>() + at, pixels, pixels, filters);
            else Transposition.Elements(made + at, filters, result.Pointer<byte>() + at, pixels, pixels, filters);
        }
    }

    private void Run(OperatorContext x, int group, byte* image, byte* made, IntegerOutput output, NativeBuffer outside)
    {
        var first = group * _shape.GroupFilters;
        _zeros.Set(ref output, first);
        if (output.Scales is null) output.Integers = (int*)made + first;
        else
        {
            output.Scales += first;
            output.Bias += first;
            output.Quantised = made + first;
        }
        IntegerConvolution.Run(_shape, group, image, _shape.Channels, _filters[group], outside, output, x.Pool);
    }
}
