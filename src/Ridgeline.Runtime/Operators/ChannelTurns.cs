using Ridgeline.Graphs;

namespace Ridgeline.Runtime.Operators;

/// <summary>From [N, C, spatial…] to [N, spatial…, C] and back. No operators of ONNX: the layout pass puts them in.</summary>
internal static unsafe class ChannelTurns
{
    private const int Block = 16;

    /// <summary>Channels go last.</summary>
    public static readonly Implementation ToLast = new("Transpose", RunToLast);

    /// <summary>Channels go first.</summary>
    public static readonly Implementation ToFirst = new("Transpose", RunToFirst);

    /// <summary>Where an axis of [N, C, spatial…] lies in [N, spatial…, C].</summary>
    public static int Axis(int axis, int rank) => axis switch
    {
        0 => 0,
        1 => rank - 1,
        _ => axis - 1,
    };

    /// <summary>[N, C, spatial…] as [N, spatial…, C].</summary>
    public static long[] Last(ReadOnlySpan<long> dims) => [dims[0], .. dims[2..], dims[1]];

    /// <summary>[N, spatial…, C] as [N, C, spatial…].</summary>
    public static long[] First(ReadOnlySpan<long> dims) => [dims[0], dims[^1], .. dims[1..^1]];

    /// <summary>Turns a tensor into another.</summary>
    public static void ToLastOf(RuntimeTensor from, RuntimeTensor to)
    {
        var (channels, area) = (from.Dims[1], from.Count / Math.Max(1, from.Dims[0] * from.Dims[1]));
        for (var n = 0L; n < from.Dims[0]; n++) Turn(from.Pointer<float>() + (n * channels * area), to.Pointer<float>() + (n * channels * area), channels, area);
    }

    private static void RunToLast(OperatorContext x)
    {
        var input = x.Input(0);
        Span<long> dims = stackalloc long[input.Rank];
        for (var i = 1; i < dims.Length - 1; i++) dims[i] = input.Dims[i + 1];
        (dims[0], dims[^1]) = (input.Dims[0], input.Dims[1]);
        ToLastOf(input, x.Output(0, ElementType.Float, dims));
    }

    private static void RunToFirst(OperatorContext x)
    {
        var input = x.Input(0);
        Span<long> dims = stackalloc long[input.Rank];
        for (var i = 2; i < dims.Length; i++) dims[i] = input.Dims[i - 1];
        (dims[0], dims[1]) = (input.Dims[0], input.Dims[^1]);
        var output = x.Output(0, ElementType.Float, dims);
        var (channels, area) = (dims[1], input.Count / Math.Max(1, dims[0] * dims[1]));
        for (var n = 0L; n < dims[0]; n++) Turn(input.Pointer<float>() + (n * channels * area), output.Pointer<float>() + (n * channels * area), area, channels);
    }

    // y[j, i] = x[i, j], block by block, so that lines of both stay in the cache.
    private static void Turn(float* x, float* y, long rows, long columns)
    {
        for (var i0 = 0L; i0 < rows; i0 += Block)
        {
            var i1 = Math.Min(i0 + Block, rows);
            for (var j0 = 0L; j0 < columns; j0 += Block)
            {
                var j1 = Math.Min(j0 + Block, columns);
                for (var j = j0; j < j1; j++)
                {
                    for (var i = i0; i < i1; i++) y[(j * rows) + i] = x[(i * columns) + j];
                }
            }
        }
    }
}
