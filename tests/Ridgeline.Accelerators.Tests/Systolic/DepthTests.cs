using Ridgeline.Accelerators.Systolic;
using Ridgeline.Accelerators.Systolic.Registers;
using Ridgeline.Graphs.Operators;

namespace Ridgeline.Accelerators.Tests.Systolic;

/// <summary>The three depths agree: closed form, fold by fold, register by register.</summary>
public sealed class DepthTests
{
    private const int Cases = 12_000;

    [Fact]
    public void Three_depths_agree_on_random_arrays_and_products()
    {
        Parallel.For(0, Cases, seed =>
        {
            var random = new Random(seed);
            var dataflow = Dataflows.All[seed % 3];
            var array = new RegisterArray(random.Next(1, 12), random.Next(1, 20), random.Next(2) == 0, random.Next(3) == 0 ? random.Next(8, 32) : 32);
            var operands = Integers(random, random.Next(1, 24), random.Next(1, 24), random.Next(1, 24));
            var product = new MatrixProduct(operands.M, operands.N, operands.K);
            var shape = FoldShape.Of(dataflow, product, array.Rows, array.Columns);
            var registers = RegisterSimulator.Run(dataflow, operands, array);
            var folds = FoldedProduct.Run(dataflow, operands, array);
            var what = $"{seed}: {dataflow} {array} {product}";
            Assert.True(shape.Cycles(array.IsDoubleBuffered) == registers.Cycles, $"{what}: {registers.Cycles}, closed form {shape.Cycles(array.IsDoubleBuffered)}");
            Assert.True(folds.Cycles == registers.Cycles, what);
            Assert.True(registers.Result.AsSpan().SequenceEqual(folds.Result), what);
            Assert.True(registers.Result.AsSpan().SequenceEqual(Wrapped(operands.Plain(), array.AccumulatorBits)), what);
            Assert.True(registers.Words == folds.Words && registers.Words == ClosedForm.Words(dataflow, product, shape), $"{what}: {registers.Words}");
            Assert.True(registers.Overflows.Count > 0 || registers.Result.AsSpan().SequenceEqual(operands.Plain()), what);
        });
    }

    [Theory]
    [InlineData(Dataflow.WeightStationary)]
    [InlineData(Dataflow.InputStationary)]
    [InlineData(Dataflow.OutputStationary)]
    public void Floats_are_summed_in_the_order_of_k(Dataflow dataflow)
    {
        var random = new Random(1);
        var operands = new Operands<float>(Floats(random, 20 * 40), Floats(random, 40 * 30), 20, 30, 40);
        Assert.Equal(operands.Plain(), RegisterSimulator.Run(dataflow, operands, new(16, 8)).Result);
    }

    [Theory]
    [InlineData(Dataflow.WeightStationary)]
    [InlineData(Dataflow.InputStationary)]
    [InlineData(Dataflow.OutputStationary)]
    public void An_accumulator_that_is_too_narrow_says_where(Dataflow dataflow)
    {
        // 100 x 100 x 10 is 100,000: three sums beyond 16 bits wrap.
        var operands = new Operands<int>([.. Enumerable.Repeat(100, 10)], [.. Enumerable.Repeat(100, 10)], 1, 1, 10);
        var run = RegisterSimulator.Run(dataflow, operands, new(16, 16, AccumulatorBits: 17));
        Assert.Equal(100_000 - 131_072, run.Result[0]);
        Assert.Equal(1, run.Overflows.Count);
        Assert.True(run.Overflows.FirstCycle >= 0);
        Assert.Equal(0, RegisterSimulator.Run(dataflow, operands, new(16, 16, AccumulatorBits: 18)).Overflows.Count);
    }

    [Fact]
    public void Overflows_of_wide_rows_are_counted_one_by_one()
    {
        var operands = new Operands<int>([1, 1], [.. Enumerable.Repeat(30_000, 66)], 1, 33, 2);
        var run = RegisterSimulator.Run(Dataflow.WeightStationary, operands, new(2, 33, AccumulatorBits: 16));
        Assert.Equal(33, run.Overflows.Count);
        Assert.Equal(1, run.Overflows.Row);
    }

    [Theory]
    [InlineData(Dataflow.WeightStationary, 2 * 4 + 3 + 7 - 2)]
    [InlineData(Dataflow.InputStationary, 2 * 4 + 3 + 3 - 2)]
    [InlineData(Dataflow.OutputStationary, 2 * 4 + 3 + 4 - 2)]
    public void A_fold_takes_two_rows_a_column_and_the_stream(Dataflow dataflow, int cycles)
        => Assert.Equal(dataflow == Dataflow.OutputStationary ? cycles * 2 : dataflow == Dataflow.InputStationary ? cycles * 3 : cycles,
            RegisterSimulator.Run(dataflow, Integers(new(3), 7, 3, 4), new(4, 3)).Cycles);

    internal static Operands<int> Integers(Random random, int m, int n, int k) => new(Bytes(random, m * k), Bytes(random, k * n), m, n, k);

    private static int[] Bytes(Random random, int count) => [.. Enumerable.Range(0, count).Select(_ => random.Next(-128, 128))];

    private static float[] Floats(Random random, int count) => [.. Enumerable.Range(0, count).Select(_ => random.NextSingle() - 0.5f)];

    private static int[] Wrapped(int[] values, int bits) => [.. values.Select(v => v << (32 - bits) >> (32 - bits))];
}
