using Ridgeline.Graphs.Operators;

namespace Ridgeline.Accelerators.Systolic.Convolutions;

/// <summary>
/// A convolution in two dimensions: input [batch, channels, height, width], weights [filters, channels / groups, kernel] (of a transposed one
/// [channels, filters / groups, kernel]), output [batch, filters, output height, output width].
/// </summary>
public sealed record ConvolutionShape
{
    /// <summary>Examples.</summary>
    public int Batch { get; init; } = 1;

    /// <summary>Channels of the input.</summary>
    public required int Channels { get; init; }

    /// <summary>Channels of the output.</summary>
    public required int Filters { get; init; }

    /// <summary>Height and width of the input.</summary>
    public required (int Height, int Width) Input { get; init; }

    /// <summary>Height and width of the kernel.</summary>
    public required (int Height, int Width) Kernel { get; init; }

    /// <summary>Steps of the window.</summary>
    public (int Y, int X) Stride { get; init; } = (1, 1);

    /// <summary>Steps between taps of the kernel.</summary>
    public (int Y, int X) Dilation { get; init; } = (1, 1);

    /// <summary>Zeros around the input; of a transposed convolution, rows and columns cut off the output.</summary>
    public (int Top, int Left, int Bottom, int Right) Padding { get; init; }

    /// <summary>Groups of channels that do not see each other; as many as channels is depthwise.</summary>
    public int Groups { get; init; } = 1;

    /// <summary>Whether it is the gradient of a convolution: each input is multiplied into a whole kernel of outputs.</summary>
    public bool IsTransposed { get; init; }

    /// <summary>Height and width of the output.</summary>
    public (int Height, int Width) Output => IsTransposed
        ? (((Input.Height - 1) * Stride.Y) + Reach.Height - Padding.Top - Padding.Bottom, ((Input.Width - 1) * Stride.X) + Reach.Width - Padding.Left - Padding.Right)
        : (((Input.Height + Padding.Top + Padding.Bottom - Reach.Height) / Stride.Y) + 1, ((Input.Width + Padding.Left + Padding.Right - Reach.Width) / Stride.X) + 1);

    /// <summary>The products it is: windows times filters, one a group; of a transposed one, positions times kernels.</summary>
    public MatrixProduct Product => IsTransposed
        ? new((long)Batch * Input.Height * Input.Width, (long)Filters / Groups * Kernel.Height * Kernel.Width, Channels / Groups, Groups)
        : new((long)Batch * Output.Height * Output.Width, Filters / Groups, (long)Channels / Groups * Kernel.Height * Kernel.Width, Groups);

    private (int Height, int Width) Reach => (((Kernel.Height - 1) * Dilation.Y) + 1, ((Kernel.Width - 1) * Dilation.X) + 1);
}
