using Ridgeline.Runtime.Kernels.Convolution;
using Ridgeline.Runtime.Kernels.Gemm;
using Ridgeline.Runtime.Threads;

namespace Ridgeline.Runtime.Tests.Kernels;

/// <summary>Panels against their definition, element by element, packed by one thread and by several.</summary>
public sealed unsafe class PackingTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(7, 16)]
    [InlineData(33, 65)]
    [InlineData(64, 200)]
    public void A_matrix_and_its_transpose_pack_alike(int depth, int columns)
    {
        using var pool = new WorkerPool(3);
        using Numbers plain = new((long)depth * columns, 1), turned = new((long)depth * columns, 1);
        for (var k = 0; k < depth; k++) for (var n = 0; n < columns; n++) turned[((long)n * depth) + k] = plain[((long)k * columns) + n];
        foreach (var kernel in GemmKernels.All)
        {
            using PackedMatrix a = PackedMatrix.Of(plain, depth, columns, columns, 1, kernel), b = PackedMatrix.Of(turned, depth, columns, 1, depth, kernel, pool);
            AssertHolds(a, (k, n) => plain[((long)k * columns) + n]);
            AssertHolds(b, (k, n) => plain[((long)k * columns) + n]);
        }
    }

    [Theory]
    [InlineData(3, 64, 9)]
    [InlineData(17, 5, 9)]
    [InlineData(32, 70, 25)]
    [InlineData(16, 96, 1)]
    public void Filters_pack_tap_by_tap(int channels, int filters, int taps)
    {
        using var pool = new WorkerPool(3);
        using var weights = new Numbers((long)filters * channels * taps, 2);
        foreach (var kernel in GemmKernels.All)
        {
            using var packed = new PackedMatrix(channels * taps, filters, kernel);
            pool.Run(packed.Layout.Panels, new FilterFilling(packed, weights, channels, taps));
            AssertHolds(packed, (k, n) => weights[(((long)n * channels) + (k % channels)) * taps + (k / channels)]);
        }
    }

    private static void AssertHolds(PackedMatrix packed, Func<int, int, float> expected)
    {
        var layout = packed.Layout;
        for (var panel = 0; panel < layout.Panels; panel++)
        {
            var width = layout.VectorsOf(panel) * layout.Kernel.Lanes;
            for (var k = 0; k < layout.Depth; k++)
            {
                for (var n = 0; n < width; n++)
                {
                    var column = layout.FirstColumn(panel) + n;
                    Assert.Equal(column < layout.Columns ? expected(k, column) : 0, packed.Panels[layout.Offset(panel) + ((long)k * width) + n]);
                }
            }
        }
    }
}
