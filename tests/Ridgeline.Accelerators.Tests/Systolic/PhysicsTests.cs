using Ridgeline.Accelerators.Systolic;
using Ridgeline.Accelerators.Systolic.Folds;
using Ridgeline.Graphs.Operators;

namespace Ridgeline.Accelerators.Tests.Systolic;

/// <summary>What no array can do, on random arrays and products.</summary>
public sealed class PhysicsTests
{
    private const int Cases = 4000;

    [Fact]
    public void Nothing_beats_its_roofline_and_no_stall_is_negative() => Each((array, load, what) =>
    {
        var cost = FoldModel.Cost(array, load);
        Assert.True(cost.StallCycles >= 0, what);
        Assert.True(cost.Cycles * array.MacsPerCycle >= (double)load.Product.Macs, what);
        Assert.True(cost.Cycles * array.BytesPerCycle >= (cost.DramReads + (double)cost.DramWrites) * array.WordBytes * (1 - 1e-9), $"{what} {cost}");
        Assert.InRange(cost.MappingEfficiency, 0, 1);
        Assert.True(cost.ActiveCycles <= cost.ComputeCycles, what);
        Assert.True(cost.DramLoads <= cost.DramReads, what);
    });

    [Fact]
    public void All_operands_come_in_and_all_results_go_out() => Each((array, load, what) =>
    {
        var p = load.Product;
        var cost = FoldModel.Cost(array, load with { InputsOnChip = 0, OutputsOnChip = 0 });
        Assert.True(cost.DramReads >= (load.InputWords * p.Count * 0.999) - 1, what);
        Assert.True(cost.DramWrites >= (double)p.M * p.N * p.Count * 0.999, what);
        Assert.True(cost.Sram.Outputs >= (double)p.M * p.N * p.Count, what);
        Assert.Equal(cost.Sram.Outputs - cost.Sram.Sums, p.M * p.N * p.Count * p.Steps);
    });

    [Theory]
    [InlineData("bandwidth")]
    [InlineData("inputs")]
    [InlineData("weights")]
    [InlineData("outputs")]
    public void More_is_never_slower(string what) => Each((array, load, name) =>
    {
        var more = what switch
        {
            "bandwidth" => array with { BytesPerCycle = array.BytesPerCycle * 2 },
            "inputs" => array with { InputSize = array.InputSize * 3 },
            "weights" => array with { WeightSize = array.WeightSize * 3 },
            _ => array with { OutputSize = array.OutputSize * 3 },
        };
        var (before, after) = (FoldModel.Cost(array, load).Cycles, FoldModel.Cost(more, load).Cycles);
        Assert.True(after <= before, $"{name}: more {what}, {before} became {after}");
    });

    [Fact]
    public void Without_a_limit_of_memory_a_product_takes_what_the_closed_form_says() => Each((array, load, what) =>
    {
        var free = array with { BytesPerCycle = double.PositiveInfinity, OutputSize = new(long.MaxValue), Count = 1 };
        var p = load.Product with { Count = 1, Steps = 1 };
        var cost = FoldModel.Cost(free, load with { Product = p });
        var shape = FoldShape.Of(free.Dataflow, p, free.Rows, free.Columns);
        Assert.Equal(shape.Cycles(free.IsDoubleBuffered), cost.Cycles);
        Assert.Equal(ClosedForm.Words(free.Dataflow, p, shape), cost.Sram);
    });

    [Fact]
    public void A_count_that_does_not_fit_is_an_error()
    {
        var array = RandomArrays.Array(new(1)) with { BytesPerCycle = 1 };
        Assert.Throws<OverflowException>(() => FoldModel.Cost(array, ProductLoad.Of(new MatrixProduct(1L << 31, 1L << 31, 1L << 31))));
    }

    private static void Each(Action<SystolicArray, ProductLoad, string> test) => Parallel.For(0, Cases, seed =>
    {
        var random = new Random(seed);
        var (array, load) = (RandomArrays.Array(random), RandomArrays.Load(random));
        test(array, load, $"{seed} {array} {load}");
    });
}
