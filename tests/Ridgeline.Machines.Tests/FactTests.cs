namespace Ridgeline.Machines.Tests;

/// <summary>What is often told wrong about machines, and is right in the catalogue.</summary>
public sealed class FactTests
{
    [Fact]
    public void The_L2_of_an_RTX_3090_is_6_MB_and_24_GB_is_its_memory()
    {
        var machine = MachineCatalog.Find("rtx3090")!;
        Assert.Equal(6 << 20, machine.Levels.Single(l => l.Name == "L2").TotalSize!.Value.Value);
        Assert.Equal(24_000_000_000, machine.MainMemory.Size!.Value.Value);
    }

    [Fact]
    public void An_RTX_3090_has_10496_lanes_and_125952_threads()
    {
        var machine = MachineCatalog.Find("rtx3090")!;
        Assert.Equal(10496, machine.Lanes);
        Assert.Equal(125952, machine.Threads);
    }

    [Fact]
    public void The_L2_of_a_5950X_is_8_MiB_and_its_L3_64()
    {
        var machine = MachineCatalog.Find("ryzen5950x")!;
        Assert.Equal(8 << 20, machine.Levels.Single(l => l.Name == "L2").TotalSize!.Value.Value);
        Assert.Equal(64 << 20, machine.Levels.Single(l => l.Name == "L3").TotalSize!.Value.Value);
    }

    [Fact]
    public void A_5950X_does_256_MACs_a_cycle() => Assert.Equal(256, MachineCatalog.Find("ryzen5950x")!.Lanes);

    [Theory]
    [InlineData("rtx3090")]
    [InlineData("v100")]
    [InlineData("a100-80")]
    [InlineData("h100-sxm")]
    public void A_GPU_has_more_low_level_memory_than_a_CPU_and_less_a_thread(string gpu)
    {
        var (big, small) = (MachineCatalog.Find(gpu)!, MachineCatalog.Find("ryzen5950x")!);
        Assert.True(big.PrivateSize > small.PrivateSize);
        Assert.True(big.PrivateSize.Value / big.Threads < small.PrivateSize.Value / small.Threads);
        Assert.True(big.PrivateSize.Value / big.Lanes < small.PrivateSize.Value / small.Lanes);
    }

    [Theory]
    [InlineData("a100-80", NumberFormat.Bf16, 153)]
    [InlineData("h100-sxm", NumberFormat.Bf16, 295)]
    [InlineData("tpuv5e", NumberFormat.Bf16, 240)]
    [InlineData("tpuv1", NumberFormat.Int8, 2706)]
    public void Ridge_points_are_the_published_ones(string name, NumberFormat format, double ridge)
    {
        var machine = MachineCatalog.Find(name)!;
        Assert.Equal(ridge, machine.Peak(format)!.Value.Per(machine.MainMemory.Bandwidth!.Value), 1.0);
    }

    [Fact]
    public void An_H200_is_an_H100_with_other_memory()
    {
        var (h200, h100) = (MachineCatalog.Find("h200")!, MachineCatalog.Find("h100-sxm")!);
        Assert.Equal(4.8e12, h200.MainMemory.Bandwidth!.Value.Value);
        Assert.Equal(141_000_000_000, h200.MainMemory.Size!.Value.Value);
        Assert.Equal(h100.Peak(NumberFormat.Fp8), h200.Peak(NumberFormat.Fp8));
        Assert.Equal(h100.OnChipSize, h200.OnChipSize);
    }

    [Fact]
    public void A_path_leads_from_a_unit_to_main_memory()
    {
        var machine = MachineCatalog.Find("a100-80")!;
        Assert.Equal(["registers", "L1/shared", "L2", "HBM"], machine.PathTo(machine.Units[0]).Select(l => l.Name));
        var tpu = MachineCatalog.Find("tpuv1")!;
        Assert.Equal(["unified buffer", "weight memory"], tpu.PathTo(tpu.Units[0]).Select(l => l.Name));
    }

    [Fact]
    public void The_whole_catalogue_reads_in_half_a_second()
    {
        Assert.NotNull(MachineCatalog.Find("a100-80"));
        var watch = System.Diagnostics.Stopwatch.StartNew();
        foreach (var name in MachineCatalog.Names) Assert.NotNull(MachineReader.ReadText(MachineCatalog.TextOf(name)!, name, new()));
        Assert.True(watch.Elapsed.TotalSeconds < 2.5, $"{watch.Elapsed.TotalSeconds} s");
    }
}
