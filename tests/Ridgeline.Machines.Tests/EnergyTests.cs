using Ridgeline.Quantities;

namespace Ridgeline.Machines.Tests;

/// <summary>Published energies, and what follows from them.</summary>
public sealed class EnergyTests
{
    [Theory]
    [InlineData(NumberFormat.Int8, 45, 0.2, 0.03)]
    [InlineData(NumberFormat.Int32, 45, 3.1, 0.1)]
    [InlineData(NumberFormat.Fp16, 45, 1.1, 0.4)]
    [InlineData(NumberFormat.Fp32, 45, 3.7, 0.9)]
    [InlineData(NumberFormat.Int8, 7, 0.07, 0.007)]
    [InlineData(NumberFormat.Bf16, 7, 0.21, 0.11)]
    [InlineData(NumberFormat.Fp16, 7, 0.34, 0.16)]
    [InlineData(NumberFormat.Fp32, 7, 1.31, 0.38)]
    public void Arithmetic_costs_what_was_published(NumberFormat format, double nm, double multiply, double add)
    {
        Assert.Equal(multiply, ArithmeticEnergy.Multiply(format, nm).Value * 1e12, 1e-9);
        Assert.Equal(add, ArithmeticEnergy.Add(format, nm).Value * 1e12, 1e-9);
    }

    [Theory]
    [InlineData(8 << 10, 45, 1.25)]
    [InlineData(32 << 10, 45, 2.5)]
    [InlineData(1 << 20, 45, 12.5)]
    [InlineData(1 << 20, 7, 1.75)]
    public void A_byte_of_SRAM_costs_what_was_published(int size, double nm, double picojoules)
        => Assert.Equal(picojoules, MemoryEnergy.Sram(new Bytes(size), nm).Value * 1e12, 1e-6);

    [Fact]
    public void Energies_fall_with_the_node()
    {
        double[] nodes = [10000, 3000, 1000, 350, 180, 130, 90, 65, 45, 28, 16, 7, 5, 3];
        Assert.All(nodes.Zip(nodes.Skip(1)), pair =>
        {
            foreach (var format in NumberFormats.All)
                Assert.True(ArithmeticEnergy.Multiply(format, pair.First) > ArithmeticEnergy.Multiply(format, pair.Second), $"{format} {pair}");
            Assert.True(MemoryEnergy.Sram(new Bytes(1 << 20), pair.First) > MemoryEnergy.Sram(new Bytes(1 << 20), pair.Second), $"{pair}");
        });
    }

    [Fact]
    public void Narrow_arithmetic_costs_less()
    {
        Assert.True(ArithmeticEnergy.Multiply(NumberFormat.Fp8, 5) < ArithmeticEnergy.Multiply(NumberFormat.Fp16, 5));
        Assert.True(ArithmeticEnergy.Multiply(NumberFormat.Int4, 5) < ArithmeticEnergy.Multiply(NumberFormat.Int8, 5));
        Assert.True(ArithmeticEnergy.Multiply(NumberFormat.Fp32, 5) < ArithmeticEnergy.Multiply(NumberFormat.Fp64, 5));
    }

    [Fact]
    public void A_scalar_instruction_costs_a_hundred_times_its_arithmetic_and_a_systolic_array_nothing()
    {
        var cpu = MachineCatalog.Find("ryzen5950x")!;
        var (scalar, vector) = (cpu.Units.Single(u => u.Kind == UnitKind.Scalar), cpu.Units.Single(u => u.Kind == UnitKind.Simd));
        var (energy, fp32) = (EnergyModel.For(cpu), Precision.Of(NumberFormat.Fp32));
        Assert.InRange((energy.OverheadPerMac(scalar, fp32) / energy.PerMac(scalar, fp32)).Value, 30, 300);
        Assert.Equal(8, (energy.OverheadPerMac(scalar, fp32) / energy.OverheadPerMac(vector, fp32)).Value, 1e-9);

        var gpu = MachineCatalog.Find("v100")!;
        var model = EnergyModel.For(gpu);
        var tensor = gpu.Units.Single(u => u.Kind == UnitKind.Matrix);
        Assert.InRange((model.OverheadPerMac(tensor, Precision.Of(NumberFormat.Fp16)) / model.PerMac(tensor, Precision.Of(NumberFormat.Fp16))).Value, 0.1, 0.6);

        var tpu = MachineCatalog.Find("tpuv1")!;
        Assert.Equal(Joules.Zero, EnergyModel.For(tpu).OverheadPerMac(tpu.Units[0], Precision.Of(NumberFormat.Int8)));
    }

    [Fact]
    public void Eyeriss_levels_cost_1_6_and_200_MACs()
    {
        var machine = MachineCatalog.Find("eyeriss1")!;
        var energy = EnergyModel.For(machine);
        var mac = energy.PerMac(machine.Units[0], new(NumberFormat.Int16, NumberFormat.Int16)).Value;
        // A word is 16 bits.
        double Words(string level) => 2 * energy.PerByte(machine.Levels.Single(l => l.Name == level)).Value / mac;
        Assert.Equal((1.0, 6.0, 200.0), (Math.Round(Words("ifmap spad"), 6), Math.Round(Words("global buffer"), 6), Math.Round(Words("DRAM"), 6)));
    }

    [Fact]
    public void A_first_volume_year_is_that_of_the_table()
        => Assert.Equal((2018, 1971), ((int)EnergyCatalog.Nodes.FirstVolumeYear(7), (int)EnergyCatalog.Nodes.FirstVolumeYear(10000)));
}
