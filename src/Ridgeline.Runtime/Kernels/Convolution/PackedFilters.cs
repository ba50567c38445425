using Ridgeline.Runtime.Kernels.Gemm;
using Ridgeline.Runtime.Kernels.Memory;
using Ridgeline.Runtime.Threads;

namespace Ridgeline.Runtime.Kernels.Convolution;

/// <summary>Filters in the order a convolution over channels-last images reads them, packed once: for each group, B: [taps * channels, filters] in panels.</summary>
internal sealed unsafe class PackedFilters : IDisposable
{
    private readonly PackedMatrix[] _groups;
    private readonly NativeBuffer _zeros;

    /// <summary>Packs filters.</summary>
    /// <param name="weights">ONNX's layout, [filters, channels of a group, taps].</param>
    /// <param name="shape">The convolution.</param>
    /// <param name="kernel">The product kernel; the best one if not given.</param>
    /// <param name="filterScale">A factor for each filter, such as that of a batch normalisation, or null.</param>
    /// <param name="pool">Threads that help; null packs on the caller's.</param>
    public PackedFilters(float* weights, in ConvolutionShape shape, GemmKernel? kernel = null, float* filterScale = null, WorkerPool? pool = null)
    {
        int channels = shape.GroupChannels, filters = shape.GroupFilters, taps = shape.Kernel.Count;
        _groups = new PackedMatrix[shape.Groups];
        _zeros = new((long)channels * shape.Kernel.Width * sizeof(float));
        using var scaled = new NativeBuffer(filterScale is null ? 0 : (long)filters * channels * taps * sizeof(float), zeroed: false);
        for (var group = 0; group < shape.Groups; group++)
        {
            var from = weights + ((nint)group * filters * channels * taps);
            if (filterScale is not null)
            {
                for (nint i = 0; i < (nint)filters * channels * taps; i++) scaled.Floats[i] = from[i] * filterScale[(group * filters) + (i / (channels * taps))];
                from = scaled.Floats;
            }
            _groups[group] = new(channels * taps, filters, kernel);
            var filling = new FilterFilling(_groups[group], from, channels, taps);
            if (pool is null) for (var panel = 0; panel < _groups[group].Layout.Panels; panel++) filling.Run(panel, 0);
            else pool.Run(_groups[group].Layout.Panels, filling);
        }
    }

    /// <summary>As many zeros as a row of taps has channels.</summary>
    public float* Zeros => _zeros.Floats;

    /// <summary>The memory it takes.</summary>
    public long Bytes => _groups.Sum(g => g.Bytes);

    /// <summary>The filters of one group.</summary>
    public PackedMatrix this[int group] => _groups[group];

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var group in _groups) group.Dispose();
        _zeros.Dispose();
    }
}
