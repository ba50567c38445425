using static Ridgeline.Graphs.Operators.WorkRules;

namespace Ridgeline.Graphs.Operators;

/// <summary>Convolutions: x [N, C, spatial...], w [M, C/group, kernel...], y [N, M, spatial...].</summary>
internal static class Convolution
{
    private const Traits Trainable = Traits.Product | Traits.SavesInputs;

    public static readonly Operator[] Rows =
    [
        new("Conv", [1, 11, 22], x => Infer(x, weight: 1))
        {
            Work = x => Count(x, bias: 2), Products = x => MatrixProducts.Convolution(x, 1),
            Window = x => ConvolutionWindow.Of(x, 1), Traits = Trainable, Pthflops = Pthflops,
        },
        new("FusedConv", [1], x => Infer(x, weight: 1))
        {
            // A fused activation is counted as one comparison an element, which is what a ReLU takes.
            Domain = Domains.Microsoft, Work = x => Count(x, bias: 2) + Times(x.OutCount(), add: x.Has(3) ? 1 : 0, cmp: 1),
            Products = x => MatrixProducts.Convolution(x, 1), Window = x => ConvolutionWindow.Of(x, 1), Traits = Trainable,
        },
        new("ConvInteger", [10], x => Infer(x, weight: 1, ElementType.Int32))
        {
            Buffers = [2, 3], Work = x => Count(x, bias: -1), Products = x => MatrixProducts.Convolution(x, 1),
            Window = x => ConvolutionWindow.Of(x, 1), Traits = Traits.NoGradient,
        },
        new("QLinearConv", [10], x => Infer(x, weight: 3, x.Element(7)))
        {
            Buffers = [1, 2, 4, 5, 6, 7], Work = x => Count(x, bias: 8), Products = x => MatrixProducts.Convolution(x, 3),
            Window = x => ConvolutionWindow.Of(x, 3), Traits = Traits.NoGradient,
        },
        new("ConvTranspose", [1, 11, 22], InferTransposed) { Work = CountTransposed, Products = MatrixProducts.Transposed, Traits = Trainable },
    ];

    /// <summary>The shape rule of every convolution whose weight is the input of that index.</summary>
    public static void Infer(InferenceContext x, int weight, ElementType? element = null)
    {
        var (input, w) = (x.Shape(0), x.Shape(weight));
        var type = element ?? x.Element(0);
        if (!input.HasRank) { x.Output(0, type, Shape.Unknown); return; }
        var spatial = Window.SpatialRank(x, input, w);
        if (w.HasRank)
        {
            var group = x.Node.Int("group", 1);
            x.Unify(input[1], w[1] * group, "channels of the input and of the weight");
        }
        var window = Window.Of(x, spatial, w);
        x.Output(0, type, [input[0], w.HasRank ? w[0] : Dim.Unknown, .. window.Outputs(input)]);
    }

    private static Work Count(WorkContext x, int bias)
    {
        var w = x.In(bias == 8 ? 3 : 1);
        // One output element is a sum over the channels of its group and over the kernel.
        var outputs = x.OutCount();
        var additions = bias >= 0 && x.Has(bias) ? outputs : 0;
        return new() { Macs = new(outputs * WorkContext.Product(w.AsSpan(1))), Additions = new(additions) };
    }

    private static Int128 Pthflops(WorkContext x) => x.OutCount() * (WorkContext.Product(x.In(1).AsSpan(1)) + (x.Has(2) ? 1 : 0));

    private static void InferTransposed(InferenceContext x)
    {
        var (input, w) = (x.Shape(0), x.Shape(1));
        if (!input.HasRank) { x.Output(0, x.Element(0), Shape.Unknown); return; }
        var spatial = Window.SpatialRank(x, input, w);
        if (w.HasRank) x.Unify(input[1], w[0], "channels of the input and of the weight");
        var channels = w.HasRank ? w[1] * x.Node.Int("group", 1) : Dim.Unknown;
        var given = x.Node.Ints("output_shape");
        var window = Window.Of(x, spatial, w);
        var extra = x.Node.Ints("output_padding");
        x.Output(0, x.Element(0), [input[0], channels, .. Shape.Make(spatial, Size)]);

        Dim Size(int i) => given is not null && given.Length >= spatial
            ? Dim.Of(given[given.Length - spatial + i])
            : window.TransposedOutput(i, input[i + 2], extra is not null && i < extra.Length ? extra[i] : 0);
    }

    // Each input element is multiplied into the whole kernel of each output channel of its group.
    private static Work CountTransposed(WorkContext x) => new()
    {
        Macs = new(x.InCount(0) * WorkContext.Product(x.In(1).AsSpan(1))),
        Additions = new(x.Has(2) ? x.OutCount() : 0),
    };
}
