using Ridgeline.Diagnostics;
using Ridgeline.Graphs;
using static Ridgeline.Runtime.Tests.Families.OneNode;

namespace Ridgeline.Runtime.Tests.Families;

/// <summary>Picked, scattered, ranked and counted elements, where ONNX's own tests leave gaps: edges, negative axes, nothing at all.</summary>
public sealed class IndexingTests
{
    [Fact]
    public void Gather_from_the_end_and_of_nothing()
    {
        var x = Floats([1, 2, 3, 4, 5, 6], 2, 3);
        Assert.Equal([3, 1, 6, 4], new OneNode("Gather", NodeAttribute.Of("axis", -1)).Of(x, Longs([-1, 0], 2)).Span<float>().ToArray());
        Assert.Equal([2, 0, 1], new OneNode("Gather", NodeAttribute.Of("axis", 1)).Of(x, new(ElementType.Int64, 0, 1)).Dims);
    }

    [Theory]
    [InlineData("Gather")]
    [InlineData("GatherElements")]
    public void An_index_outside_is_named(string name)
    {
        var e = Assert.Throws<DiagnosticException>(() => new OneNode(name).Of(Floats([1, 2], 2), Longs([2], 1)));
        Assert.Contains("index 2", e.Diagnostics[0].ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Scattered_sums_count_each_index()
    {
        var add = new OneNode("ScatterND", NodeAttribute.Of("reduction", "add"));
        var counts = add.Of(new(ElementType.Float, 4), Longs([1, 3, 1, -1], 4, 1), Floats([1, 1, 1, 1], 4));
        Assert.Equal([0, 2, 0, 2], counts.Span<float>().ToArray());
        var min = new OneNode("ScatterElements", NodeAttribute.Of("reduction", "min"), NodeAttribute.Of("axis", -1));
        var least = min.Of(Floats([5, 5], 1, 2), Longs([0, 0], 1, 2), Floats([7, 3], 1, 2));
        Assert.Equal([3, 5], least.Span<float>().ToArray());
    }

    [Fact]
    public void A_gather_undoes_a_scatter()
    {
        var (order, x) = (Longs([2, 0, 3, 1], 4), Noise(1, 4));
        var scattered = new OneNode("ScatterElements").Of(new(ElementType.Float, 4), order, x);
        Assert.Equal(x.Span<float>(), new OneNode("GatherElements").Of(scattered, order).Span<float>());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_first_of_a_sorted_list(bool largest)
    {
        var random = new Random(3);
        foreach (var (n, k) in ((int, int)[])[(1, 1), (5, 0), (7, 7), (100, 3), (64, 63)])
        {
            var x = Floats([.. Enumerable.Range(0, 3 * n).Select(_ => random.Next(10) is var v && v == 9 ? float.NaN : v)], 3, n);
            NodeAttribute[] attributes = [NodeAttribute.Of("axis", -1), NodeAttribute.Of("largest", largest ? 1 : 0)];
            var outputs = new OneNode("TopK", attributes) { Outputs = 2 }.All(x, Longs([k], 1));
            for (var row = 0; row < 3; row++)
            {
                var values = x.Span<float>().Slice(row * n, n).ToArray();
                float Rank(int i) => float.IsNaN(values[i]) ? float.PositiveInfinity : values[i];
                var order = Enumerable.Range(0, n).OrderBy(i => largest ? -Rank(i) : Rank(i)).Take(k).Select(i => (long)i);
                Assert.Equal(order, outputs[1].Span<long>().Slice(row * k, k).ToArray());
            }
        }
    }

    [Fact]
    public void Distinct_elements()
    {
        var outputs = new OneNode("Unique") { Outputs = 4 }.All(Floats([float.NaN, 2, 1, 2, float.NaN], 5));
        Assert.Equal([1, 2, float.NaN], outputs[0].Span<float>().ToArray());
        Assert.Equal([2, 1, 0], outputs[1].Span<long>().ToArray());
        Assert.Equal([2, 1, 0, 1, 2], outputs[2].Span<long>().ToArray());
        Assert.Equal([1, 2, 2], outputs[3].Span<long>().ToArray());
        Assert.Equal(["a", "b"], new OneNode("Unique").Of(RuntimeTensor.OfTexts(["b", "a", "b"], 3)).Texts);
        Assert.Equal([0], new OneNode("Unique").Of(new RuntimeTensor(ElementType.Float, 0)).Dims);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0, 1)]
    [InlineData(1, 0)]
    [InlineData(1, 1)]
    public void Running_sums(long exclusive, long reverse)
    {
        var x = Floats([1, 2, 3, 4, 5, 6], 2, 3);
        var made = new OneNode("CumSum", NodeAttribute.Of("exclusive", exclusive), NodeAttribute.Of("reverse", reverse)).Of(x, Longs([-2])).Span<float>();
        for (var column = 0; column < 3; column++)
        {
            var (first, second) = (x.Span<float>()[column], x.Span<float>()[column + 3]);
            var all = first + second;
            float[] wanted = (exclusive, reverse) switch { (0, 0) => [first, all], (1, 0) => [0, first], (0, 1) => [all, second], _ => [second, 0] };
            Assert.Equal(wanted, new[] { made[column], made[column + 3] });
        }
    }

    [Theory]
    [InlineData(-9)]
    [InlineData(-1)]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(9)]
    public void The_two_triangles_are_the_whole(long k)
    {
        var x = Noise(5, 2, 3, 4);
        var upper = new OneNode("Trilu").Of(x, Longs([k]));
        var lower = new OneNode("Trilu", NodeAttribute.Of("upper", 0)).Of(x, Longs([k - 1]));
        for (var i = 0; i < x.Count; i++)
        {
            var above = (i % 4) - (i / 4 % 3) >= k;
            Assert.Equal(above ? x.Span<float>()[i] : 0, upper.Span<float>()[i]);
            Assert.Equal(above ? 0 : x.Span<float>()[i], lower.Span<float>()[i]);
        }
    }

    [Fact]
    public void Places_of_what_is_not_zero()
    {
        Assert.Equal([0, 1, 2, 0], new OneNode("NonZero").Of(Floats([0, 0, 1, 2, 0, 0], 2, 3)).Span<long>().ToArray());
        Assert.Equal([2, 0], new OneNode("NonZero").Of(new RuntimeTensor(ElementType.Float, 2, 3)).Dims);
        var hot = new OneNode("OneHot", NodeAttribute.Of("axis", 0)).Of(Longs([-1, 0, 7], 3), Longs([2]), Floats([0, 5], 2));
        Assert.Equal([0, 5, 0, 5, 0, 0], hot.Span<float>().ToArray());
        var compress = new OneNode("Compress", NodeAttribute.Of("axis", -1));
        Assert.Equal([2, 1], compress.Of(Noise(1, 2, 3), RuntimeTensor.Of<byte>(ElementType.Bool, [0, 1], 2)).Dims);
    }
}
