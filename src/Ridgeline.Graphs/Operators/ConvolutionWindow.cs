namespace Ridgeline.Graphs.Operators;

/// <summary>How the window of a convolution moves over its input; one dimension has a height of 1, three have their first two taken together.</summary>
/// <param name="Batch">Examples.</param>
/// <param name="Groups">Groups of channels that do not meet.</param>
/// <param name="Channels">Input channels of a group.</param>
/// <param name="Filters">Output channels of a group.</param>
/// <param name="Height">Rows of the output.</param>
/// <param name="Width">Columns of the output.</param>
/// <param name="KernelHeight">Rows of the kernel.</param>
/// <param name="KernelWidth">Columns of the kernel.</param>
public sealed record ConvolutionWindow(long Batch, long Groups, long Channels, long Filters, long Height, long Width, long KernelHeight, long KernelWidth)
{
    /// <summary>How far it moves down.</summary>
    public long StrideHeight { get; init; } = 1;

    /// <summary>How far it moves to the right.</summary>
    public long StrideWidth { get; init; } = 1;

    /// <summary>How far rows of the kernel lie apart.</summary>
    public long DilationHeight { get; init; } = 1;

    /// <summary>How far columns of the kernel lie apart.</summary>
    public long DilationWidth { get; init; } = 1;

    /// <summary>The window of a convolution whose weight is the input of that index; null if it has more than two spatial dimensions.</summary>
    internal static ConvolutionWindow? Of(WorkContext x, int weight)
    {
        var (w, y, groups) = (x.In(weight), x.Out(), Math.Max(1, x.Node.Int("group", 1)));
        var rank = w.Length - 2;
        if (rank is not (1 or 2) || y.Length != w.Length || w[0] % groups != 0) return null;
        var (strides, dilations) = (x.Node.Ints("strides") ?? [1, 1], x.Node.Ints("dilations") ?? [1, 1]);
        return new(y[0], groups, w[1], w[0] / groups, rank == 2 ? y[2] : 1, y[^1], rank == 2 ? w[2] : 1, w[^1])
        {
            StrideHeight = rank == 2 ? strides[0] : 1, StrideWidth = strides[rank - 1],
            DilationHeight = rank == 2 ? dilations[0] : 1, DilationWidth = dilations[rank - 1],
        };
    }
}
