namespace Ridgeline.Runtime.Kernels.Convolution;

/// <summary>The sizes of a convolution or pooling over channels-last data, [batch, depth, height, width, channels].</summary>
/// <param name="Batch">Images.</param>
/// <param name="Channels">Channels of the input.</param>
/// <param name="Filters">Channels of the output.</param>
/// <param name="Input">Spatial sizes of the input.</param>
/// <param name="Output">Spatial sizes of the output.</param>
/// <param name="Kernel">Spatial sizes of a filter.</param>
/// <param name="Stride">Steps of the filter.</param>
/// <param name="Dilation">Steps between a filter's taps.</param>
/// <param name="Pad">Zeros before the input; those behind it follow from the output's size.</param>
/// <param name="Groups">Into how many independent parts the channels fall.</param>
internal readonly record struct ConvolutionShape(
    int Batch, int Channels, int Filters, Extent Input, Extent Output, Extent Kernel, Extent Stride, Extent Dilation, Extent Pad, int Groups = 1)
{
    /// <summary>Channels of the input that a filter sees.</summary>
    public int GroupChannels => Channels / Groups;

    /// <summary>Filters of a group.</summary>
    public int GroupFilters => Filters / Groups;

    /// <summary>Pixels of all outputs.</summary>
    public int Rows => Batch * Output.Count;

    /// <summary>Whether each output pixel sees the input pixel of the same place alone: then it is a product.</summary>
    public bool IsPointwise => Groups == 1 && Kernel.Count == 1 && Stride == Extent.One && Pad == default && Input == Output;

    /// <summary>Whether each channel has a filter of its own.</summary>
    public bool IsDepthwise => Groups == Channels && Filters == Channels && Groups > 1;

    /// <summary>Output size of one dimension: ⌊(input + padding - dilation (kernel - 1) - 1) / stride⌋ + 1.</summary>
    public static int OutputSize(int input, int kernel, int stride, int dilation, int padding) => ((input + padding - (dilation * (kernel - 1)) - 1) / stride) + 1;
}
