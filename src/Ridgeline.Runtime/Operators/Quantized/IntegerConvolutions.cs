using Ridgeline.Graphs;
using Ridgeline.Runtime.Compiling;
using Ridgeline.Runtime.Kernels.Convolution;
using Ridgeline.Runtime.Kernels.Integer;
using Ridgeline.Runtime.Kernels.Memory;
using Ridgeline.Runtime.Kernels.Movement;

namespace Ridgeline.Runtime.Operators;

/// <summary>
/// Convolutions of bytes by the kernels; filters are constant and packed once. Images have their channels last, or are turned so and the result back.
/// </summary>
internal sealed unsafe class IntegerConvolutions
{
    private const long Line = 64;

    private readonly ConvolutionShape _shape;
    private readonly bool _last;
    private readonly long[] _from;
    private readonly long[] _to;
    private readonly bool _signed;
    private readonly PackedBytes[] _filters = [];
    private readonly DepthwiseBytes? _single;
    private readonly ColumnZeros _zeros;
    private readonly NativeBuffer? _outside;

    private IntegerConvolutions(Preparation p, ConvolutionShape shape, long[] to, int weight, int weightZero, bool last)
    {
        (_shape, _from, _to, _signed, _last) = (shape, p.Dims(0)!, last ? ChannelTurns.Last(to) : to, p.Element(0) == ElementType.Int8, last);
        _zeros = new(p, weightZero, shape.Filters);
        if (p.Constant(2) is { } zero) _outside = IntegerConvolution.Outside(shape, (byte)ScalarReading.Integer(zero));
        else if (!p.Has(2)) _outside = IntegerConvolution.Outside(shape, 0);
        if (DepthwiseBytes.Serves(shape))
        {
            var zeros = IntegerProducts.Columns(p, weightZero, ElementType.Int32, shape.Filters);
            _single = p.Absorb(weight, t => new DepthwiseBytes(t.Pointer<byte>(), shape, t.Element == ElementType.Int8, zeros.Pointer<int>()));
            return;
        }
        _filters = p.Absorb(weight, t => Enumerable.Range(0, shape.Groups)
            .Select(g => IntegerConvolution.Pack(t.Pointer<byte>(), shape, g, t.Element == ElementType.Int8)).ToArray());
    }

    /// <summary>ConvInteger.</summary>
    public static Action<OperatorContext>? PrepareSums(Preparation p)
    {
        if (!Knows(p, 1, 3) || Shape(p, 1, false) is not var (shape, to)) return null;
        var convolution = new IntegerConvolutions(p, shape, to, 1, 3, false);
        p.Scratch(convolution.ScratchBytes(sizeof(int)));
        return x => convolution.Run(x, ElementType.Int32, default);
    }

    /// <summary>QLinearConv, [N, C, spatial…]: scales and bias constant.</summary>
    public static Action<OperatorContext>? PrepareSteps(Preparation p) => PrepareSteps(p, false);

    /// <summary>The same over [N, spatial…, C].</summary>
    public static Action<OperatorContext>? PrepareLast(Preparation p) => PrepareSteps(p, true);

    /// <summary>Whether a node with QLinearConv's inputs, of [N, C, spatial…], can be done with its channels last.</summary>
    public static bool Serves(Plan plan, PlanNode node) => IsKnown(new(plan, node, new())) && Shape(new(plan, node, new()), 3, false) is not null;

    private static bool IsKnown(Preparation p) => Knows(p, 3, 5) && p.IsConstant(2) && IsOne(p, 1) && p.IsConstant(4) && (!p.Has(8) || p.IsConstant(8))
        && (!p.Has(6) || (IsOne(p, 6) && IntegerProducts.IsByte(p, 7) && IntegerProducts.IsSingle(p, 7) && p.IsConstant(7)));

    private static bool IsOne(Preparation p, int scale) => p.Constant(scale) is { Count: 1, Element: ElementType.Float };

    private static Action<OperatorContext>? PrepareSteps(Preparation p, bool last)
    {
        if (!IsKnown(p) || Shape(p, 3, last) is not var (shape, to)) return null;
        var convolution = new IntegerConvolutions(p, shape, to, 3, 5, last);
        var result = new QuantizedResult(p, shape.Filters);
        p.Scratch(convolution.ScratchBytes(RuntimeTensor.SizeOf(result.Element)));
        return x => convolution.Run(x, result.Element, result.Output());
    }

    private static bool Knows(Preparation p, int weight, int weightZero) => IntegerProducts.IsByte(p, 0) && IntegerProducts.IsByte(p, weight) && p.IsConstant(weight)
        && IntegerProducts.IsSingle(p, 2) && (!p.Has(weightZero) || p.IsConstant(weightZero));

    private static (ConvolutionShape Shape, long[] To)? Shape(Preparation p, int weight, bool last)
    {
        if (p.Dims(0) is not { Length: >= 3 and <= 5 } own || p.Dims(weight) is not { } filters) return null;
        var dims = last ? ChannelTurns.First(own) : own;
        var window = SlidingWindow.Of(p.Node, dims, filters[2..]);
        var shape = ChannelsLastConvolution.Shape(dims, window, filters[0], (int)p.Node.Int("group", 1));
        long[] to = [dims[0], filters[0], .. window.Output];
        return shape.Rows == 0 || Tensor.CountOf(filters) == 0 || Tensor.CountOf(dims) == 0 ? null : (shape, to);
    }

    private long ImageBytes => (((long)_shape.Batch * _shape.Input.Count * _shape.Channels) + Line - 1) / Line * Line;

    private long ScratchBytes(int size) => _last ? 0 : ImageBytes + ((long)_shape.Rows * _shape.Filters * size);

    private void Run(OperatorContext x, ElementType element, IntegerOutput output)
    {
        var input = x.Input(0, _from);
        var result = x.Output(0, element, _to);
        var scratch = _last ? null : x.Scratch(ScratchBytes(result.ElementSize));
        byte* image = _last ? input.Pointer<byte>() : scratch, made = _last ? (byte*)result.Data : scratch + ImageBytes;
        if (!_last) Turn(input, image);
        (output.AZero, output.ASigned, output.Stride) = (IntegerProducts.Zero(x, 2), _signed, _shape.Filters);
        var outside = _outside ?? IntegerConvolution.Outside(_shape, (byte)output.AZero);
        for (var g = 0; g < (_single is null ? _shape.Groups : 1); g++) Run(x, g, image, made, element, output, outside);
        if (_outside is null) outside.Dispose();
        if (!_last) TurnBack(made, result);
    }

    private void Turn(RuntimeTensor input, byte* image)
    {
        int channels = _shape.Channels, places = _shape.Input.Count;
        for (var n = 0L; n < _shape.Batch; n++)
        {
            var at = n * channels * places;
            Transposition.Elements(input.Pointer<byte>() + at, places, image + at, channels, channels, places);
        }
    }

    private void TurnBack(byte* made, RuntimeTensor result)
    {
        int filters = _shape.Filters, pixels = _shape.Output.Count;
        for (var n = 0L; n < _shape.Batch; n++)
        {
            var at = n * pixels * filters;
            if (result.ElementSize == sizeof(int)) Transposition.Elements((int*)made + at, filters, result.Pointer<int>() + at, pixels, pixels, filters);
            else Transposition.Elements(made + at, filters, result.Pointer<byte>() + at, pixels, pixels, filters);
        }
    }

    private void Run(OperatorContext x, int group, byte* image, byte* made, ElementType element, IntegerOutput output, NativeBuffer outside)
    {
        var first = group * _shape.GroupFilters;
        _zeros.Set(ref output, first);
        if (output.Scales is not null) output.Scales += first;
        if (output.Bias is not null) output.Bias += first;
        if (output.FloatBias is not null) output.FloatBias += first;
        if (element == ElementType.Int32) output.Integers = (int*)made + first;
        else if (element == ElementType.Float) output.Floats = (float*)made + first;
        else output.Quantised = made + first;
        if (_single is not null) _single.Run(_shape, image, _shape.Channels, outside, output, x.Pool);
        else IntegerConvolution.Run(_shape, group, image, _shape.Channels, _filters[group], outside, output, x.Pool);
    }
}
