using Ridgeline.Quantities;

namespace Ridgeline.Machines.Tests;

/// <summary>Where the energy of a multiply-add goes, against the ratios that Dally (Hot Chips 2023) and Horowitz (ISSCC 2014) published.</summary>
public sealed class MacEnergyTests
{
    // 2000 and 500 % stand on the slides; 22 and 16 % there have the sum as denominator, roughly: 30/110 and 30/160 are 27.3 and 18.75 %.
    [Theory]
    [InlineData("HFMA", 20.0)]
    [InlineData("HDP4A", 5.0)]
    [InlineData("HMMA", 0.2727)]
    [InlineData("IMMA", 0.1875)]
    public void A_GPU_instruction_costs_the_published_share_of_its_arithmetic(string operation, double ratio)
    {
        foreach (var nm in new[] { 45d, 7 })
            Assert.Equal(ratio, MacEnergies.At(nm).Single(r => r.Name.EndsWith(operation, StringComparison.Ordinal)).OverheadRatio, 0.001);
    }

    // 250 pJ against 32 fJ of a 16-bit addition: 99.99 % overhead at 28 nm.
    [Fact]
    public void An_out_of_order_instruction_costs_250_pJ_at_28_nm()
    {
        var row = Row("scalar, out of order", NumberFormat.Fp32, 28);
        Assert.Equal(250, (row.Instruction + row.Registers).Value * 1e12, 1e-6);
        Assert.InRange(row.Ratio, 60, 120);
        Assert.Equal(0.9999, 1 - 0.032 / (row.Instruction + row.Registers).Value / 1e12, 0.0001);
    }

    // Horowitz: 70 pJ, of which 6 are the register file; a 32-bit float multiply and add are 3.7 + 0.9 pJ.
    [Fact]
    public void An_in_order_instruction_costs_15_times_its_floats_and_two_hundred_times_its_bytes()
    {
        var fp32 = Row("scalar, in order", NumberFormat.Fp32, 45);
        Assert.Equal(70 / 4.6, fp32.OverheadRatio, 0.01);
        Assert.Equal(6, fp32.Registers.Value * 1e12, 1e-6);
        Assert.InRange(Row("scalar, in order", NumberFormat.Int8, 45).OverheadRatio, 200, 250);
    }

    // The fetch is shared, the register file is not: (64 / lanes + 6) / 4.6.
    [Theory]
    [InlineData("SIMD of 4, in order", 4)]
    [InlineData("SIMD of 16, in order", 16)]
    public void Lanes_share_the_fetch_and_not_the_register_file(string name, int lanes)
        => Assert.Equal((64d / lanes + 6) / 4.6, Row(name, NumberFormat.Fp32, 45).OverheadRatio, 0.01);

    // 2 operands of a byte for 256 MACs and a sum of 4 bytes out and in, from 32 KiB at 2.5 pJ a byte; then 1 MiB at 12.5 behind a tile of 256.
    [Fact]
    public void An_array_reads_one_operand_for_as_many_MACs_as_it_has_sides()
    {
        var row = Row("systolic 256x256", NumberFormat.Int8, 45);
        Assert.Equal((2 + 8) / 256d * 2.5 + 2 / 256d * 12.5, row.Sram.Value * 1e12, 1e-6);
        Assert.True(row.Instruction.Value < row.Arithmetic.Value * 1e-4);
    }

    // 1 MiB holds three square blocks of fp32 of side 295.6: 2 x 4 B / 295.6 from outside.
    [Fact]
    public void Blocks_that_fill_a_memory_divide_what_comes_from_outside()
        => Assert.Equal(8 / Math.Sqrt(Math.Pow(2, 20) / 12) * 160, Row("scalar, in order", NumberFormat.Fp32, 45).Dram.Value * 1e12, 0.01);

    [Theory]
    [InlineData(45)]
    [InlineData(28)]
    [InlineData(7)]
    [InlineData(3)]
    public void Each_step_from_scalars_to_arrays_costs_less(double nm)
    {
        var sums = new[] { "scalar, out of order", "scalar, in order", "GPU lane, HDP4A", "tensor core, IMMA", "systolic 256x256" }
            .Select(name => Row(name, NumberFormat.Int8, nm).Total.Value).ToArray();
        Assert.Equal(sums.OrderDescending(), sums);
    }

    [Fact]
    public void A_machine_states_its_units_with_its_own_energies()
    {
        var machine = MachineCatalog.Find("h100-sxm")!;
        var rows = MacEnergies.Of(machine);
        Assert.Equal(machine.Units.Sum(u => u.Rates.Count), rows.Count);
        var unit = machine.Units.Single(u => u.Name == "tensor core");
        var row = rows.Single(r => r.Name == unit.Name && r.Precision.Element == NumberFormat.Fp16);
        Assert.Equal(EnergyModel.For(machine).OverheadPerMac(unit, row.Precision), row.Instruction);
        Assert.Equal(row.Arithmetic + row.Instruction + row.Registers + row.Sram + row.Dram, row.Total);
    }

    [Fact]
    public void Every_machine_of_the_catalogue_can_be_explained()
        => Assert.All(MachineCatalog.All.SelectMany(MacEnergies.Of), r => Assert.True(r.Ratio is >= 1 and < 1e6, $"{r.Name} {r.Precision}: {r.Ratio}"));

    private static MacEnergy Row(string name, NumberFormat format, double nm)
        => MacEnergies.At(nm).Single(r => r.Name == name && r.Precision.Element == format);
}
