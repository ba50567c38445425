using Ridgeline.Graphs;
using Ridgeline.Runtime.Kernels.Rows;

namespace Ridgeline.Runtime.Operators;

/// <summary>What works on rows of floats by the kernels: softmax, normalisations, reductions over the last dimensions.</summary>
internal static unsafe class FloatRows
{
    /// <summary>What a LayerNormalization or RMSNormalization does that the kernels can: rows of the last dimensions, no second output; else null.</summary>
    public static RowNormalization? Normalization(Preparation p, bool centred)
    {
        if (p.Element(0) != ElementType.Float || p.Element(1) != ElementType.Float || p.Dims(0) is not { } dims || p.Wants(1) || p.Wants(2)) return null;
        var size = AxisSplit.From(dims, Shaping.Axis(p.Node.Int("axis", -1), dims.Length)).Size;
        if (size == 0 || !IsRow(p, 1, size) || (p.Has(2) && !IsRow(p, 2, size))) return null;
        return new(centred, size, p.Node.Float("epsilon", 1e-5f));
    }

    /// <summary>LayerNormalization and RMSNormalization by the kernels.</summary>
    public static Action<OperatorContext>? PrepareNormalization<TKernel>(Preparation p)
        where TKernel : struct, IRowKernel =>
        Normalization(p, typeof(TKernel) == typeof(LayerNormalization)) is { } known ? FusedNormalization.Running<TKernel>(p, known) : null;

    /// <summary>Softmax or its logarithm along an axis whose elements lie side by side.</summary>
    public static Action<OperatorContext>? PrepareSoftmax<TKernel>(Preparation p)
        where TKernel : struct, IRowKernel
    {
        if (p.Element(0) != ElementType.Float || p.Dims(0) is not { } dims || Softmaxes.Split(p.Node, p.Opset, dims) is not { Inner: 1, Size: > 0 and var size }) return null;
        return x =>
        {
            var input = x.Input(0, dims);
            RowKernels.Run<TKernel>(Task(input, x.OutputLike(0, input), size), (nint)(input.Count / size), x.Pool);
        };
    }

    /// <summary>A reduction over the last dimensions; <paramref name="scale"/> says by what the result of a row of so many is multiplied.</summary>
    public static Action<OperatorContext>? PrepareReduction<TKernel>(Preparation p, int axesAreInput, Func<long, float> scale)
        where TKernel : struct, IRowKernel
    {
        if (p.Element(0) != ElementType.Float || p.Dims(0) is not { Length: > 0 } dims || p.OutputDims(0) is not { } made) return null;
        if (p.Opset >= axesAreInput && p.Has(1) && !p.IsConstant(1)) return null;
        var axes = p.Opset < axesAreInput ? p.Node.Ints("axes") : p.Constant(1) is { } given ? ScalarReading.Integers(given) : null;
        if (axes is null or { Length: 0 } && p.Node.Int("noop_with_empty_axes", 0) != 0) return null;
        var reduced = axes is null or { Length: 0 } ? [.. Enumerable.Range(0, dims.Length)] : axes.Select(a => Shaping.Axis(a, dims.Length)).ToHashSet();
        var first = dims.Length - reduced.Count;
        var size = AxisSplit.From(dims, first).Size;
        if (size == 0 || !Enumerable.Range(first, reduced.Count).All(reduced.Contains)) return null;
        var factor = scale(size);
        return x =>
        {
            var input = x.Input(0, dims);
            var task = Task(input, x.Output(0, ElementType.Float, made), size) with { YStride = 1, Scale = factor };
            RowKernels.Run<TKernel>(task, (nint)(input.Count / size), x.Pool);
        };
    }

    /// <summary>Rows of one tensor that become rows of another.</summary>
    public static RowTask Task(RuntimeTensor input, RuntimeTensor output, long size) => new()
    {
        X = input.Pointer<float>(), XStride = (nint)size, Y = output.Pointer<float>(), YStride = (nint)size, Length = (nint)size, Scale = 1,
    };

    private static bool IsRow(Preparation p, int input, long size) => p.Dims(input) is { } dims && Tensor.CountOf(dims) == size && p.Element(input) == ElementType.Float;
}
