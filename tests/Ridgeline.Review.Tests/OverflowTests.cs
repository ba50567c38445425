using Ridgeline.Review.Overflow;

namespace Ridgeline.Review.Tests;

public sealed class OverflowTests
{
    [Theory]
    [InlineData(8, 8, 1, 16)]
    [InlineData(8, 8, 2, 17)]
    [InlineData(8, 8, 3, 18)]
    [InlineData(8, 8, 4096, 28)]
    [InlineData(8, 8, 4608, 29)]
    [InlineData(4, 8, 1024, 22)]
    public void A_sum_needs_the_bits_of_both_factors_and_of_the_count(int weights, int activations, long k, int bits)
        => Assert.Equal(bits, SafeWidth.Of(weights, activations, k));

    // The worst products there are, summed exactly: the formula is never one bit short.
    [Theory]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(64)]
    [InlineData(1152)]
    [InlineData(4608)]
    public void The_worst_sum_fits_into_the_safe_width(long k)
    {
        var worst = k * 128 * 128;
        Assert.True(worst <= 1L << (SafeWidth.Of(8, 8, k) - 1));
    }

    [Fact]
    public void Eight_bits_overflow_in_every_layer_and_thirty_two_in_none()
    {
        var layers = ResNetProducts.Layers(Sample.Shelf);
        Assert.Equal(54, layers.Count);
        foreach (var layer in layers)
        {
            var count = OverflowCount.Of(layer, 8, [8, 16, 24, 32]);
            Assert.True(count.Overflowed[0] > 0.9 * count.Outputs, layer.Name);
            Assert.True(count.Overflowed[1] > 0, layer.Name);
            Assert.Equal(0, count.Overflowed[3]);
            Assert.InRange(count.Needed, 17, SafeWidth.Of(8, 8, layer.K));
        }
    }

    [Fact]
    public void Counts_are_those_of_the_scalar_twin()
    {
        var layer = new ProductShape("small", 3, 50, 2);
        var counted = OverflowCount.Of(layer, 8, [16, 18], seed: 7);
        var random = new Random(7);
        var a = Enumerable.Range(0, 150).Select(_ => random.Next(0, 128)).ToArray();
        var w = Enumerable.Range(0, 100).Select(_ => random.Next(-127, 128)).ToArray();
        var over = new long[2];
        for (var row = 0; row < 3; row++)
        {
            for (var column = 0; column < 2; column++)
            {
                var sums = Enumerable.Range(0, 50).Select(n => Enumerable.Range(0, n + 1).Sum(i => a[row * 50 + i] * w[column * 50 + i])).ToList();
                if (sums.Exists(s => s is < short.MinValue or > short.MaxValue)) over[0]++;
                if (sums.Exists(s => s is < -131072 or > 131071)) over[1]++;
            }
        }
        Assert.Equal(over, counted.Overflowed);
    }
}
