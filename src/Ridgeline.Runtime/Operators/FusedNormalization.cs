using Ridgeline.Graphs;
using Ridgeline.Runtime.Kernels.Rows;

namespace Ridgeline.Runtime.Operators;

/// <summary>
/// A normalisation of rows with what stands before it: inputs x, γ, β and a residual that is added to x first, the last three optional; outputs y and the
/// sum, optional.
/// </summary>
internal static unsafe class FusedNormalization
{
    /// <summary>The input that is added.</summary>
    public const int Residual = 3;

    /// <summary>A row of its own for a normalisation.</summary>
    public static Implementation Row(RowNormalization known) => new(known.Centred ? "LayerNormalization" : "RMSNormalization", FusedNode.Unprepared)
    {
        InPlace = true, Normalization = _ => known, Prepare = p => known.Centred ? Running<LayerNormalization>(p, known) : Running<RmsNormalization>(p, known),
    };

    /// <summary>What runs.</summary>
    public static Action<OperatorContext> Running<TKernel>(Preparation p, RowNormalization known)
        where TKernel : struct, IRowKernel
    {
        var (dims, size, epsilon, keeps) = (p.Dims(0)!, known.Size, known.Epsilon, p.Has(Residual) && p.Wants(1));
        return x =>
        {
            var input = x.Input(0, dims);
            var sum = keeps ? x.Output(1, ElementType.Float, dims) : null;
            var task = FloatRows.Task(input, x.OutputLike(0, input), size) with { Gamma = Optional(x, 1), Beta = Optional(x, 2), Epsilon = epsilon };
            task.Added = Optional(x, Residual);
            task.Sum = sum is null ? null : sum.Pointer<float>();
            task.AddedStride = task.SumStride = (nint)size;
            RowKernels.Run<TKernel>(task, (nint)(input.Count / size), x.Pool);
        };
    }

    private static float* Optional(OperatorContext x, int input) => x.Optional(input) is { } tensor ? tensor.Pointer<float>() : null;
}
