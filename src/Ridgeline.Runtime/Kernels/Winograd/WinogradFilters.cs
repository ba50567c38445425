using Ridgeline.Runtime.Kernels.Convolution;
using Ridgeline.Runtime.Kernels.Gemm;
using Ridgeline.Runtime.Kernels.Memory;

namespace Ridgeline.Runtime.Kernels.Winograd;

/// <summary>Filters of three by three taps, transformed (G g Gᵀ, in double) and packed once: one matrix [channels, filters] for each product of a tile.</summary>
internal sealed unsafe class WinogradFilters : IDisposable
{
    private readonly PackedMatrix[] _matrices;

    private WinogradFilters(PackedMatrix[] matrices) => _matrices = matrices;

    /// <summary>The memory it takes: 16/9 or 4 times that of the filters.</summary>
    public long Bytes => _matrices.Sum(m => m.Bytes);

    /// <summary>The matrix of one product of a tile.</summary>
    public PackedMatrix this[int product] => _matrices[product];

    /// <summary>Transforms ONNX's layout, [filters, channels, 3, 3], with a factor for each filter or null.</summary>
    public static WinogradFilters Of<TAlgorithm>(float* weights, in ConvolutionShape shape, GemmKernel? kernel = null, float* filterScale = null)
        where TAlgorithm : struct, IWinograd
    {
        int n = TAlgorithm.Inputs, channels = shape.Channels, filters = shape.Filters;
        var matrices = new PackedMatrix[n * n];
        using var plain = new NativeBuffer((long)channels * filters * sizeof(float));
        for (var product = 0; product < n * n; product++)
        {
            ReadOnlySpan<double> rows = TAlgorithm.Filter.Slice(product / n * 3, 3), columns = TAlgorithm.Filter.Slice(product % n * 3, 3);
            for (nint i = 0; i < (nint)channels * filters; i++)
            {
                double sum = 0;
                for (var tap = 0; tap < 9; tap++) sum += rows[tap / 3] * columns[tap % 3] * weights[(i * 9) + tap];
                plain.Floats[i] = (float)(sum * (filterScale is null ? 1 : filterScale[i / channels]));
            }
            matrices[product] = PackedMatrix.Of(plain.Floats, channels, filters, 1, channels, kernel);
        }
        return new(matrices);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var matrix in _matrices) matrix.Dispose();
    }
}
