using System.Numerics.Tensors;
using Ridgeline.Graphs;
using Ridgeline.Runtime.Kernels.Rows;

namespace Ridgeline.Runtime.Operators;

/// <summary>Normalisations over planes of [N, C, spatial…] of floats: each group of channels is a row of the kernels, and each channel then takes its scale and bias.</summary>
internal static unsafe class PlaneNormalization
{
    /// <summary>Each plane by itself.</summary>
    public static Action<OperatorContext>? PrepareInstances(Preparation p) => p.Dims(0) is { Length: >= 2 } dims ? Prepare(p, dims, dims[1]) : null;

    /// <summary>Planes in groups, with a scale and bias for each channel.</summary>
    public static Action<OperatorContext>? PrepareGroups(Preparation p) =>
        p.Opset >= 21 && p.Dims(0) is { Length: >= 2 } dims ? Prepare(p, dims, p.Node.Int("num_groups", 1)) : null;

    private static Action<OperatorContext>? Prepare(Preparation p, long[] dims, long groups)
    {
        if (p.Element(0) != ElementType.Float || p.Element(1) != ElementType.Float || p.Element(2) != ElementType.Float) return null;
        if (groups <= 0 || dims[1] % groups != 0 || Graphs.Tensor.CountOf(dims) is not (> 0 and var count)) return null;
        var (size, channels, epsilon) = (count / (dims[0] * groups), (int)dims[1], p.Node.Float("epsilon", 1e-5f));
        var plane = (int)(count / (dims[0] * dims[1]));
        return x =>
        {
            var (input, scale, bias) = (x.Input(0, dims), x.Input(1), x.Input(2));
            var output = x.OutputLike(0, input);
            RowKernels.Run<LayerNormalization>(FloatRows.Task(input, output, size) with { Epsilon = epsilon }, (nint)(count / size), x.Pool);
            for (var i = 0; i < dims[0] * channels; i++)
            {
                var made = new Span<float>(output.Pointer<float>() + ((nint)i * plane), plane);
                var (factor, term) = (scale.Pointer<float>()[i % channels], bias.Pointer<float>()[i % channels]);
                if (factor == 1 && term == 0) continue;
                TensorPrimitives.Multiply(made, factor, made);
                TensorPrimitives.Add(made, term, made);
            }
        };
    }
}
