using Ridgeline.Graphs.Profiling;
using static Ridgeline.Graphs.Tests.Sketch;

namespace Ridgeline.Graphs.Tests;

public sealed class SparsityTests
{
    // Six rows of eight: the first four make the blocks of four rows, the last two belong to none.
    private static readonly float[] s_matrix =
    [
        0, 0, 0, 0, 1, 0, 2, 0,
        0, 1, 1, 1, 0, 0, 0, 0,
        0, 0, 1, 1, 1, 0, 1, 1,
        0, 1, 1, 1, 1, 0, 1, 1,
        1, 1, 1, 1, 1, 1, 1, 1,
        0, 0, 0, 0, 0, 0, 0, 0,
    ];

    private static readonly SparsityProfile s_expected = new(48, 24, new(4 / 12.0), new(2 / 8.0), new(6 / 12.0));

    [Fact]
    public void Zeros_are_counted_alone_and_in_blocks() => Assert.Equal(s_expected, Measure(Tensor.OfFloat(s_matrix, 6, 8)));

    [Fact]
    public void Every_width_counts_the_same()
    {
        Assert.Equal(s_expected, Measure(Tensor.Of<double>(ElementType.Double, Array.ConvertAll(s_matrix, v => (double)v), [6, 8])));
        Assert.Equal(s_expected, Measure(Tensor.Of<Half>(ElementType.Float16, Array.ConvertAll(s_matrix, v => (Half)v), [6, 8])));
        Assert.Equal(s_expected, Measure(Tensor.Of<sbyte>(ElementType.Int8, Array.ConvertAll(s_matrix, v => (sbyte)-v), [6, 2, 4])));
    }

    [Fact]
    public void Minus_zero_is_zero_where_there_is_one()
    {
        Assert.Equal(1, Measure(Tensor.OfFloat([-0f, -0f], 2, 1))!.Share.Value);
        Assert.Equal(1, Measure(Tensor.Of<Half>(ElementType.Float16, [(Half)(-0.0), default], [2, 1]))!.Share.Value);
        Assert.Equal(1, Measure(Tensor.Of<byte>(ElementType.Float8E4M3FN, [0x80, 0], [2, 1]))!.Share.Value);
        // There the pattern is NaN; in integers it is -128.
        Assert.Equal(0.5, Measure(Tensor.Of<byte>(ElementType.Float8E4M3FNUZ, [0x80, 0], [2, 1]))!.Share.Value);
        Assert.Equal(0.5, Measure(Tensor.Of<byte>(ElementType.Int8, [0x80, 0], [2, 1]))!.Share.Value);
        Assert.Null(Measure(Tensor.Of<byte>(ElementType.Float8E8M0, [0x80, 0], [2, 1])));
    }

    [Fact]
    public void The_two_of_four_pattern_is_recognised()
    {
        var weights = Enumerable.Range(0, 64).Select(i => i % 4 is 1 or 3 ? 0f : 1f).ToArray();
        Assert.Equal(new(64, 32, new(0), new(0.5), new(1)), Measure(Tensor.OfFloat(weights, 8, 8)));
        Assert.Equal(new(9, 9, new(0), new(0), new(0)), Measure(Tensor.OfFloat(new float[9], 3, 3)));
    }

    [Fact]
    public void Random_weights_are_counted_like_one_by_one()
    {
        var random = new Random(4);
        for (var run = 0; run < 50; run++)
        {
            var (rows, columns) = (random.Next(1, 11), random.Next(1, 14));
            var weights = Enumerable.Range(0, rows * columns).Select(_ => random.Next(3) == 0 ? 1f : 0f).ToArray();
            float At(int row, int column) => weights[(row * columns) + column];
            var groups = Enumerable.Range(0, rows).SelectMany(r => Enumerable.Range(0, columns / 4).Select(g => Enumerable.Range(0, 4).Count(i => At(r, (4 * g) + i) == 0))).ToArray();
            var stacks = Enumerable.Range(0, rows / 4).SelectMany(g => Enumerable.Range(0, columns).Select(c => Enumerable.Range(0, 4).Count(i => At((4 * g) + i, c) == 0))).ToArray();
            var expected = new SparsityProfile(weights.Length, weights.Count(w => w == 0), Share(groups, 4), Share(stacks, 4), Share(groups, 2));
            Assert.Equal(expected, Measure(Tensor.OfFloat(weights, rows, columns)));
        }

        static Quantities.Ratio Share(int[] zeros, int least) => new(zeros.Length == 0 ? 0 : (double)zeros.Count(z => z >= least) / zeros.Length);
    }

    [Fact]
    public void A_shared_weight_counts_once_in_the_network_and_others_are_not_looked_at()
    {
        var profile = Model(b =>
        {
            var zeros = b.Constant("zeros", Tensor.OfFloat(new float[16], 4, 4));
            var ones = b.Constant("ones", Tensor.OfFloat([.. Enumerable.Repeat(1f, 16)], 4, 4));
            foreach (var weight in new[] { zeros, ones }) weight.IsBuffer = false;
            var x = b.Input("x", ElementType.Float, 1, 4);
            var first = b.Node("MatMul", "b", [b.Node("MatMul", "a", [x, zeros]), zeros]);
            b.Output(b.Node("Add", "d", [b.Node("MatMul", "c", [first, ones]), b.Weight("bias", Filling.Zeros, 4)]));
            b.Output(b.Node("MatMul", "product", [ones, zeros]));
        }).Profile();
        Assert.Equal([1, 1, 0, null, 0.5], profile.Layers.Select(l => l.Sparsity?.Share.Value));
        Assert.Equal(0.5, profile.Sparsity!.Value.Value);
        Assert.Null(Model(b => b.Output(b.Node("MatMul", "y", [b.Input("x", ElementType.Float, 1, 4), b.Weight("w", Filling.Zeros, 4, 4)]))).Profile().Sparsity);
    }

    private static SparsityProfile? Measure(Tensor weight) => SparsityCounter.Count(weight).ToProfile();
}
