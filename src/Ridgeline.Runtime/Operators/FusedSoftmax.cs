using Ridgeline.Runtime.Compiling;
using Ridgeline.Runtime.Kernels.Rows;

namespace Ridgeline.Runtime.Operators;

/// <summary>Softmax along the last axis with a scale and a mask: inputs the scores and, if there is one, the mask.</summary>
internal static unsafe class FusedSoftmax
{
    /// <summary>
    /// How rows of the mask go with rows of the scores: each serves so many neighbours, and after so many rows it begins anew. Null if they do not go so.
    /// </summary>
    public static (long Repeat, long Period)? MaskRows(Plan plan, MaskedSoftmax found)
    {
        if (found.Mask is null) return (1, 1);
        var (dims, mask) = (plan.Dims(found.Scores)!, plan.Dims(found.Mask)!);
        var own = Enumerable.Repeat(1L, dims.Length - mask.Length).Concat(mask).ToArray();
        // Dimensions over which it is shared, then those it has, then shared ones again.
        var outer = own[..^1];
        var (first, last) = (Array.FindIndex(outer, d => d != 1), Array.FindLastIndex(outer, d => d != 1));
        if (last < 0) return (1, 1);
        for (var i = first; i <= last; i++)
        {
            if (own[i] != dims[i]) return null;
        }
        return (Product(dims.AsSpan((last + 1)..^1)), Product(dims.AsSpan(first..(last + 1))));
    }

    /// <summary>A row of its own.</summary>
    public static Implementation Row(float scale, (long Repeat, long Period) mask) =>
        new("Softmax", FusedNode.Unprepared) { InPlace = true, Prepare = p => Prepare(p, scale, mask) };

    private static Action<OperatorContext> Prepare(Preparation p, float scale, (long Repeat, long Period) mask)
    {
        var (dims, masked) = (p.Dims(0)!, p.Dims(1));
        return x =>
        {
            var input = x.Input(0, dims);
            var task = FloatRows.Task(input, x.OutputLike(0, input), dims[^1]) with { Scale = scale };
            if (masked is not null)
            {
                task.Added = x.Input(1, masked).Pointer<float>();
                task.AddedStride = (nint)dims[^1];
                (task.AddedRepeat, task.AddedPeriod) = ((nint)mask.Repeat, (nint)mask.Period);
            }
            RowKernels.Run<Softmax>(task, (nint)(input.Count / dims[^1]), x.Pool);
        };
    }

    private static long Product(ReadOnlySpan<long> dims)
    {
        var product = 1L;
        foreach (var dim in dims) product *= dim;
        return product;
    }
}
