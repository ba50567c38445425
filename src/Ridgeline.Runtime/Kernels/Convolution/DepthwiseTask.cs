namespace Ridgeline.Runtime.Kernels.Convolution;

/// <summary>What <see cref="DepthwiseRow{TLanes,TVector}"/> computes: neighbouring output pixels that see the same taps.</summary>
internal unsafe struct DepthwiseTask
{
    /// <summary>The input pixel under the first tap of the first output pixel.</summary>
    public float* X;

    /// <summary>Floats from the input of one output pixel to that of the next.</summary>
    public nint PixelStep;

    /// <summary>Floats from one tap of a row to the next, and from the first tap of a row to that of the next row.</summary>
    public nint TapStep, RowStep;

    /// <summary>Taps in a row that lie inside of the image, rows that do.</summary>
    public int Taps, TapRows;

    /// <summary>The weight of the first of these taps.</summary>
    public float* Weights;

    /// <summary>Floats from the weights of one tap to those of the next, and from a row to the next row.</summary>
    public nint WeightStep, WeightRowStep;

    /// <summary>The first output pixel, floats to the next, how many.</summary>
    public float* Y;

    /// <summary>Floats from one output pixel to the next.</summary>
    public nint YStep;

    /// <summary>How many output pixels.</summary>
    public int Pixels;

    /// <summary>Channels.</summary>
    public int Channels;

    /// <summary>One value for each channel, or null.</summary>
    public float* Bias;

    /// <summary>What is added, pixel by pixel, or null.</summary>
    public float* Residual;

    /// <summary>Floats from one pixel of the residual to the next.</summary>
    public nint ResidualStep;

    /// <summary>What the residual is multiplied by; the limits of the result.</summary>
    public float ResidualScale, Low, High;
}
