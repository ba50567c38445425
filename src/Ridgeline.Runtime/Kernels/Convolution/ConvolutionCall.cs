using Ridgeline.Runtime.Kernels.Gemm;

namespace Ridgeline.Runtime.Kernels.Convolution;

/// <summary>One convolution over channels-last memory: y = epilogue(x * filters).</summary>
/// <param name="shape">Its sizes.</param>
/// <param name="x">The input: [batch, spatial, xStride].</param>
/// <param name="xStride">Floats from one pixel of the input to the next, at least the channels: the input may be part of a wider tensor.</param>
/// <param name="y">The output: [batch, spatial, yStride].</param>
/// <param name="yStride">Floats from one pixel of the output to the next, at least the filters: the output may be a slice of a concatenation.</param>
/// <param name="epilogue">Bias (one for each filter), residual (a matrix of pixels and filters), activation.</param>
internal readonly unsafe struct ConvolutionCall(ConvolutionShape shape, float* x, nint xStride, float* y, nint yStride, Epilogue epilogue)
{
    /// <summary>Its sizes.</summary>
    public readonly ConvolutionShape Shape = shape;

    /// <summary>The input.</summary>
    public readonly float* X = x;

    /// <summary>Floats from one pixel of the input to the next.</summary>
    public readonly nint XStride = xStride;

    /// <summary>The output.</summary>
    public readonly float* Y = y;

    /// <summary>Floats from one pixel of the output to the next.</summary>
    public readonly nint YStride = yStride;

    /// <summary>What follows the sum.</summary>
    public readonly Epilogue Epilogue = epilogue;
}
