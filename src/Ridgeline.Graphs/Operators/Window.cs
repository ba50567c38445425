namespace Ridgeline.Graphs.Operators;

/// <summary>
/// A window that slides over spatial dimensions: kernel, stride, dilation and padding of a convolution or a pooling, with ONNX's rules for
/// <c>auto_pad</c> and <c>ceil_mode</c>.
/// </summary>
internal sealed class Window
{
    private readonly Dim[] _kernel;
    private readonly long[] _strides;
    private readonly long[] _dilations;
    private readonly long[] _pads;
    private readonly string _autoPad;
    private readonly bool _ceiling;

    private Window(Node node, Dim[] kernel)
    {
        var rank = kernel.Length;
        _kernel = kernel;
        _strides = Numbers(node, "strides", rank, 1);
        _dilations = Numbers(node, "dilations", rank, 1);
        _pads = Numbers(node, "pads", 2 * rank, 0);
        _autoPad = node.Text("auto_pad", "NOTSET");
        _ceiling = node.Int("ceil_mode", 0) != 0;
        if (Array.Exists(_strides, s => s < 1)) throw new InferenceException("a stride is less than 1");
        if (Array.Exists(_dilations, d => d < 1)) throw new InferenceException("a dilation is less than 1");
    }

    /// <summary>The window of a node whose kernel is its <c>kernel_shape</c> or, without one, the spatial part of its weight.</summary>
    public static Window Of(InferenceContext x, int spatial, Shape weight)
    {
        var given = x.Node.Ints("kernel_shape");
        if (given is not null && given.Length != spatial)
        {
            throw new InferenceException($"kernel_shape has {given.Length} numbers for {spatial} spatial dimensions");
        }
        if (given is not null && Array.Exists(given, k => k < 1)) throw new InferenceException("a kernel dimension is less than 1");
        var kernel = given is not null ? Array.ConvertAll(given, Dim.Of)
            : weight.HasRank ? weight.Slice(2, weight.Rank).ToArray()
            : new Dim[spatial];
        return new(x.Node, kernel);
    }

    /// <summary>The number of spatial dimensions: the rank but batch and channels.</summary>
    public static int SpatialRank(InferenceContext x, Shape input, Shape weight)
    {
        if (input.Rank < 3) throw new InferenceException($"the input {input} has no spatial dimension", "it must be [N, C, spatial...]");
        if (weight.HasRank && weight.Rank != input.Rank)
        {
            throw new InferenceException($"the input {input} and the weight {weight} differ in rank");
        }
        return input.Rank - 2;
    }

    /// <summary>All spatial sizes of the output.</summary>
    public Shape Outputs(Shape input) => Shape.Make(_kernel.Length, i => Output(i, input[i + 2]));

    private Dim Output(int i, Dim size)
    {
        var stride = Dim.Of(_strides[i]);
        if (_autoPad is "SAME_UPPER" or "SAME_LOWER") return Dim.CeilingDivide(size, stride);
        var reach = ((_kernel[i] - Dim.Of(1)) * _dilations[i]) + Dim.Of(1);
        var padding = _autoPad == "VALID" ? 0 : _pads[i] + _pads[i + _kernel.Length];
        var room = size + Dim.Of(padding) - reach;
        if (room.IsKnown && room.Value < 0)
        {
            throw new InferenceException($"the kernel reaches over {reach} places but the padded input has only {size + Dim.Of(padding)}");
        }
        if (!_ceiling) return (room / stride) + Dim.Of(1);
        var steps = Dim.CeilingDivide(room, stride);
        // A window that would start in the padding at the end is left out.
        if (steps.IsKnown && size.IsKnown && steps.Value * _strides[i] >= size.Value + _pads[i]) steps -= Dim.Of(1);
        return steps + Dim.Of(1);
    }

    /// <summary>The size that a transposed convolution makes of <paramref name="size"/>.</summary>
    public Dim TransposedOutput(int i, Dim size, long extra)
    {
        var stride = Dim.Of(_strides[i]);
        if (_autoPad is "SAME_UPPER" or "SAME_LOWER") return size * stride;
        var reach = ((_kernel[i] - Dim.Of(1)) * _dilations[i]) + Dim.Of(1);
        var padding = _autoPad == "VALID" ? 0 : _pads[i] + _pads[i + _kernel.Length];
        return (stride * (size - Dim.Of(1))) + reach + Dim.Of(extra - padding);
    }

    private static long[] Numbers(Node node, string name, int count, long fallback)
    {
        var given = node.Ints(name);
        if (given is null || given.Length == 0) return Array.ConvertAll(new long[count], _ => fallback);
        return given.Length == count ? given : throw new InferenceException($"{name} has {given.Length} numbers where {count} are needed");
    }
}
