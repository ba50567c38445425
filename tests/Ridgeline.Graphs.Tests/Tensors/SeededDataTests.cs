using FsCheck;
using FsCheck.Fluent;

namespace Ridgeline.Graphs.Tests;

public sealed class SeededDataTests
{
    private static readonly ElementType[] s_types =
    [
        ElementType.Float, ElementType.Double, ElementType.Float16, ElementType.BFloat16, ElementType.Int8, ElementType.Int32, ElementType.Int64,
        ElementType.Bool, ElementType.Int4, ElementType.UInt2, ElementType.Complex64, ElementType.Complex128, ElementType.Float8E4M3FN,
    ];

    [Fact]
    public void Any_piece_is_that_piece_of_the_whole() => Prop.ForAll<int>(seed =>
    {
        var random = new Random(seed);
        var data = new SeededData(s_types[random.Next(s_types.Length)], 101, new(0.5, 2), (ulong)seed);
        var whole = data.ToArray();
        var start = random.Next(whole.Length);
        var piece = new byte[random.Next(whole.Length - start + 1)];
        data.Read(start, piece);
        return piece.AsSpan().SequenceEqual(whole.AsSpan(start, piece.Length));
    }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(0, 1)]
    [InlineData(3, 0.02)]
    [InlineData(-1, 5)]
    public void Floats_have_the_mean_and_the_spread_asked_for(double mean, double spread)
    {
        const int count = 100_000;
        var values = ElementReader.Reals(Make(ElementType.Float, count, new(mean, spread), 7))!;
        var (average, deviation) = (values.Average(), Math.Sqrt(values.Average(v => (v - mean) * (v - mean))));
        // Five standard errors of each.
        Assert.Equal(mean, average, 5 * spread / Math.Sqrt(count));
        Assert.Equal(spread, deviation, 5 * spread / Math.Sqrt(2 * count));
    }

    [Fact]
    public void Without_spread_all_elements_are_the_mean()
    {
        Assert.All(ElementReader.Reals(Make(ElementType.Float16, 9, Filling.Ones, 1))!, v => Assert.Equal(1, v));
        Assert.All(ElementReader.Integers(Make(ElementType.Int32, 9, new(-4, 0), 1))!, v => Assert.Equal(-4, v));
    }

    [Fact]
    public void Integers_lie_below_the_bound_and_all_occur()
    {
        var values = ElementReader.Integers(Make(ElementType.Int64, 1000, new(10, 5), 3))!;
        Assert.Equal([10, 11, 12, 13, 14], values.Distinct().Order());
        Assert.Equal([0, 1], ElementReader.Integers(Make(ElementType.Bool, 100, default, 3))!.Distinct().Order());
    }

    [Fact]
    public void A_seed_says_all_and_another_says_something_else()
    {
        var (a, b, c) = (Make(ElementType.Float, 64, Filling.He(8), 1), Make(ElementType.Float, 64, Filling.He(8), 1), Make(ElementType.Float, 64, Filling.He(8), 2));
        Assert.Null(TensorEquality.Difference(a, b));
        Assert.NotNull(TensorEquality.Difference(a, c));
    }

    [Fact]
    public void A_terabyte_takes_no_memory()
    {
        var data = new SeededData(ElementType.Float, 1L << 40, Filling.Normal(1), 5);
        var (last, again) = (new byte[8], new byte[4]);
        data.Read(data.Length - 8, last);
        data.Read(data.Length - 4, again);
        Assert.Equal(last[4..], again);
        Assert.Throws<ArgumentOutOfRangeException>(() => data.Read(data.Length - 3, again));
        Assert.Throws<ArgumentOutOfRangeException>(() => data.Read(-1, again));
        Assert.Throws<InvalidOperationException>(data.ToArray);
    }

    private static Tensor Make(ElementType element, long count, Filling filling, ulong seed) => new(element, [count], new SeededData(element, count, filling, seed));
}
