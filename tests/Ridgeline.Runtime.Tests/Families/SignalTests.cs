using System.Numerics;
using Ridgeline.Graphs;
using static Ridgeline.Runtime.Tests.Families.OneNode;

namespace Ridgeline.Runtime.Tests.Families;

/// <summary>Fourier transforms against their definition; windows and filters against what they must be.</summary>
public sealed class SignalTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(8)]
    [InlineData(15)]
    [InlineData(97)]
    [InlineData(100)]
    public void A_transform_is_its_definition(int n)
    {
        var x = Noise(n, 2, n, 2);
        var y = new OneNode("DFT").Of(x);
        for (var row = 0; row < 2; row++)
        {
            for (var k = 0; k < n; k++)
            {
                var sum = Complex.Zero;
                for (var i = 0; i < n; i++) sum += At(x, (row * n) + i) * Complex.FromPolarCoordinates(1, -2 * Math.PI * k * i / n);
                Assert.True((sum - At(y, (row * n) + k)).Magnitude < 1e-5, $"element {k} is {At(y, (row * n) + k)}, not {sum}");
            }
        }
        var back = new OneNode("DFT", NodeAttribute.Of("inverse", 1)).Of(y);
        for (var i = 0; i < x.Count; i++) Assert.Equal(x.Span<float>()[i], back.Span<float>()[i], 1e-5f);
    }

    [Theory]
    [InlineData(6)]
    [InlineData(7)]
    public void Half_a_spectrum_gives_the_signal_back(int n)
    {
        var x = Noise(n, 3, n, 1);
        var half = new OneNode("DFT", NodeAttribute.Of("onesided", 1)).Of(x);
        Assert.Equal([3, (n / 2) + 1, 2], half.Dims);
        var back = new OneNode("DFT", NodeAttribute.Of("onesided", 1), NodeAttribute.Of("inverse", 1)).Of(half, Longs([n]));
        for (var i = 0; i < x.Count; i++) Assert.Equal(x.Span<float>()[i], back.Span<float>()[i], 1e-5f);
    }

    [Fact]
    public void Frames_of_a_short_transform_are_transforms()
    {
        var (x, window) = (Noise(1, 1, 20, 1), Noise(2, 8));
        var y = new OneNode("STFT").Of(x, Longs([5]), window);
        Assert.Equal([1, 3, 5, 2], y.Dims);
        var frame = Floats([.. Enumerable.Range(0, 8).Select(i => x.Span<float>()[10 + i] * window.Span<float>()[i])], 1, 8, 1);
        var wanted = new OneNode("DFT", NodeAttribute.Of("onesided", 1)).Of(frame).Span<float>().ToArray();
        for (var i = 0; i < wanted.Length; i++) Assert.Equal(wanted[i], y.Span<float>()[^10..][i], 1e-5f);
    }

    [Theory]
    [InlineData("HannWindow", 0)]
    [InlineData("HammingWindow", 4 / 46f)]
    [InlineData("BlackmanWindow", 0)]
    public void Windows_are_symmetric_and_one_in_the_middle(string name, float edge)
    {
        var y = new OneNode(name, NodeAttribute.Of("periodic", 0)).Of(Longs([9])).Span<float>();
        Assert.Equal(edge, y[0], 1e-6f);
        Assert.Equal(1, y[4], 1e-6f);
        for (var i = 0; i < 9; i++) Assert.Equal(y[i], y[8 - i], 1e-6f);
        Assert.Equal([0], new OneNode(name).Of(Longs([0])).Dims);
    }

    [Fact]
    public void Mel_filters_peak_at_one_and_follow_each_other()
    {
        var y = new OneNode("MelWeightMatrix").Of(Longs([8]), Longs([256]), Longs([16000]), Scalar(0), Scalar(8000));
        Assert.Equal([129, 8], y.Dims);
        var peaks = Enumerable.Range(0, 8).Select(band => Enumerable.Range(0, 129).MaxBy(bin => y.Span<float>()[(bin * 8) + band])).ToArray();
        for (var band = 0; band < 8; band++) Assert.Equal(1, y.Span<float>()[(peaks[band] * 8) + band], 1e-6f);
        Assert.Equal(peaks.Order(), peaks);
    }

    private static Complex At(RuntimeTensor tensor, int i) => new(tensor.Span<float>()[2 * i], tensor.Span<float>()[(2 * i) + 1]);
}
