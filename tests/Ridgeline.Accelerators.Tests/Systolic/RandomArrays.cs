using Ridgeline.Accelerators.Systolic;
using Ridgeline.Accelerators.Systolic.Folds;
using Ridgeline.Graphs.Operators;
using Ridgeline.Machines;
using Ridgeline.Quantities;

namespace Ridgeline.Accelerators.Tests.Systolic;

/// <summary>Arrays and products of all proportions.</summary>
internal static class RandomArrays
{
    public static SystolicArray Array(Random random) => new()
    {
        Name = "random", Rows = random.Next(1, 300), Columns = random.Next(1, 300), Count = random.Next(3) == 0 ? random.Next(1, 9) : 1,
        Dataflow = Dataflows.All[random.Next(3)], IsDoubleBuffered = random.Next(2) == 0, Clock = new(1e9), InputSize = Size(random), WeightSize = Size(random),
        OutputSize = Size(random), ResidentSize = Size(random), BytesPerCycle = random.Next(5) == 0 ? double.PositiveInfinity : Math.Pow(2, random.Next(-3, 10)),
        LoadsWholeTiles = random.Next(4) == 0, HasWeightMemory = random.Next(4) == 0, VectorPerCycle = random.Next(1, 200), SpecialPerCycle = 1,
        Precision = Precision.Of(random.Next(2) == 0 ? NumberFormat.Int8 : NumberFormat.Bf16),
        Energy = new(new(1e-12), new(1e-12), new(1e-12), new(1e-12), new(1e-10), new(1)),
    };

    public static ProductLoad Load(Random random)
    {
        var product = new MatrixProduct(Extent(random), Extent(random), Extent(random), random.Next(4) == 0 ? random.Next(1, 40) : 1, random.Next(6) == 0 ? 5 : 1);
        return ProductLoad.Of(product) with
        {
            InputWords = (double)product.M * product.K / random.Next(1, 9), InputsOnChip = random.Next(3) / 2d, OutputsOnChip = random.Next(3) / 2d,
        };
    }

    private static Bytes Size(Random random) => new(1L << random.Next(6, 25));

    private static long Extent(Random random) => (long)Math.Pow(2, random.NextDouble() * 13);
}
