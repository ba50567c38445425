using Ridgeline.Runtime.Kernels.Memory;

namespace Ridgeline.Runtime.Kernels.Convolution;

/// <summary>Filters of a depthwise convolution in the order it reads them, [tap, channel], packed once.</summary>
internal sealed unsafe class DepthwiseFilters : IDisposable
{
    private readonly NativeBuffer _memory;

    /// <summary>Packs ONNX's layout, [channel, 1, taps], with a factor for each channel or null.</summary>
    public DepthwiseFilters(float* weights, int channels, int taps, float* scale = null)
    {
        _memory = new((long)channels * taps * sizeof(float));
        for (var tap = 0; tap < taps; tap++)
        {
            for (var c = 0; c < channels; c++) _memory.Floats[((nint)tap * channels) + c] = weights[((nint)c * taps) + tap] * (scale is null ? 1 : scale[c]);
        }
    }

    /// <summary>[tap, channel].</summary>
    public float* Weights => _memory.Floats;

    /// <summary>The memory it takes.</summary>
    public long Bytes => _memory.Bytes;

    /// <inheritdoc/>
    public void Dispose() => _memory.Dispose();
}
