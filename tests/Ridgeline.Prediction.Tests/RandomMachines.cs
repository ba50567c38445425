using Ridgeline.Machines;
using Ridgeline.Quantities;

namespace Ridgeline.Prediction.Tests;

/// <summary>Machines drawn from a seed: with and without matrix units, caches, systolic arrays.</summary>
internal static class RandomMachines
{
    public static Machine Of(Random random)
    {
        long cores = 1L << random.Next(0, 9);
        var peak = Math.Pow(10, 10 + (random.NextDouble() * 5));
        var bandwidth = Math.Pow(10, 9 + (random.NextDouble() * 4));
        var shared = new MemoryLevel
        {
            Name = "L2", Kind = random.Next(2) == 0 ? MemoryKind.Cache : MemoryKind.Scratchpad, Size = new Bytes((long)Math.Pow(2, 14 + (random.NextDouble() * 14))),
            ReadBandwidth = random.Next(4) == 0 ? null : new(bandwidth * (2 + random.Next(20))),
            Children = [new() { Name = "L1", Kind = MemoryKind.Shared, Size = new Bytes(1L << random.Next(12, 19)), Instances = cores, ReadBandwidth = new(bandwidth * 50) }],
        };
        return new()
        {
            Name = "random", Title = "random", Vendor = "-", Year = 2020, Class = (MachineClass)random.Next(0, 6), ProcessNm = 7, Cores = cores, Clock = new(new Hertz(1e9), null),
            Units = [.. Units(random, cores, peak)], IdlePower = new(10), Links = random.Next(2) == 0 ? [] : [new("PCIe", LinkKind.Pcie, new(1e10), 1, new Seconds(1e-6))], LaunchOverhead = new(random.NextDouble() * 1e-5),
            Memory = new() { Name = "DRAM", Kind = MemoryKind.Dram, Size = new Bytes(1L << 36), ReadBandwidth = new(bandwidth), WriteBandwidth = new(bandwidth), Children = random.Next(5) == 0 ? [] : [shared] },
        };
    }

    /// <summary>The same machine with more of one thing.</summary>
    public static Machine More(Machine machine, string what, double times) => what switch
    {
        "bandwidth" => machine with { Memory = machine.Memory with { ReadBandwidth = machine.Memory.ReadBandwidth! * times, WriteBandwidth = machine.Memory.WriteBandwidth! * times } },
        "cache" => machine with { Memory = machine.Memory with { Children = [.. machine.Memory.Children.Select(c => c with { Size = c.Size!.Value * (long)times })] } },
        "clock" => machine with { Units = [.. machine.Units.Select(u => u with { Clock = u.Clock * times, Rates = [.. u.Rates.Select(r => r with { Peak = r.Peak * times })] })] },
        "units" => machine with
        {
            Cores = machine.Cores * (long)times,
            Units = [.. machine.Units.Select(u => u with { Count = u.Count * (long)times, Rates = [.. u.Rates.Select(r => r with { Peak = r.Peak * times })] })],
            Memory = machine.Memory with { Children = [.. machine.Memory.Children.Select(c => c with { Children = [.. c.Children.Select(l => l with { Instances = l.Instances * (long)times, ReadBandwidth = l.ReadBandwidth! * times })] })] },
        },
        _ => throw new ArgumentOutOfRangeException(nameof(what)),
    };

    private static IEnumerable<ComputeUnit> Units(Random random, long cores, double peak)
    {
        var systolic = random.Next(3) == 0;
        if (systolic || random.Next(2) == 0)
        {
            yield return new()
            {
                Name = "matrix", Kind = systolic ? UnitKind.Systolic : UnitKind.Matrix, Count = cores, Rows = systolic ? 1 << random.Next(3, 9) : 0, Columns = systolic ? 1 << random.Next(3, 9) : 0,
                Dataflow = systolic ? new[] { "ws", "os", "is", null }[random.Next(4)] : null, Clock = new Hertz(1e9), Rates = [Rate(NumberFormat.Fp16, peak * 8), Rate(NumberFormat.Fp32, peak * 4)],
            };
        }
        yield return new() { Name = "vector", Kind = UnitKind.Simd, Count = cores, Clock = new Hertz(1e9), Rates = [Rate(NumberFormat.Fp32, peak), Rate(NumberFormat.Fp16, peak * (1 + random.Next(2)))] };
    }

    private static ComputeRate Rate(NumberFormat format, double peak) => new(Precision.Of(format), new(peak)) { MacsPerCycle = 8 };
}
