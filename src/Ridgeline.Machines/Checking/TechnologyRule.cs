using System.Globalization;
using Ridgeline.Quantities;

namespace Ridgeline.Machines.Checking;

/// <summary>Bandwidth and size of an external memory fit its technology and its number of wires.</summary>
internal sealed class TechnologyRule : IMachineRule
{
    private const double Tolerance = 0.03;

    // Gbit/s a wire, and GB a stack of 1,024 wires, of products that exist. HBM3e memories are sold at rates well above those of HBM3:
    // that is what tells an H200 from an H100 whose bandwidth was copied.
    private static readonly (string Name, double Slow, double Fast, double LargestStack)[] s_technologies =
    [
        ("HBM3e", 5.6, 9.8, 48), ("HBM3", 4.0, 6.6, 24), ("HBM2e", 2.0, 3.7, 24), ("HBM2", 1.2, 2.5, 16), ("HBM", 0.9, 9.8, 48),
        ("GDDR7", 18, 36, 0), ("GDDR6X", 17, 24, 0), ("GDDR6", 9, 20, 0), ("GDDR5X", 8, 14, 0), ("GDDR5", 3, 9.2, 0), ("GDDR3", 0.8, 2.6, 0),
        ("LPDDR5", 3.2, 9.7, 0), ("LPDDR4", 1.6, 4.3, 0), ("LPDDR3", 0.8, 2.2, 0), ("LPDDR2", 0.4, 1.1, 0),
    ];

    public IEnumerable<MachineFinding> Check(Machine machine)
    {
        foreach (var level in machine.Levels.Where(level => level is { Technology: not null, BusBits: not null }))
        {
            if (level.Bandwidth is { } bandwidth && Rate(level, bandwidth) is { } finding) yield return finding;
            if (level.Size is { } size && Stack(level, size) is { } other) yield return other;
        }
    }

    private static MachineFinding? Rate(MemoryLevel level, BytesPerSecond bandwidth)
    {
        var rate = bandwidth.Value * 8 / level.BusBits!.Value / 1e9;
        var text = rate.ToString("G3", CultureInfo.InvariantCulture);
        if (Transfers(level.Technology!) is { } named)
        {
            return Math.Abs(rate / named - 1) <= Tolerance ? null : new("MACH214", $"memory/{level.Name}",
                $"{bandwidth} over {level.BusBits} wires are {text} GT/s, and {level.Technology} has {named.ToString("G4", CultureInfo.InvariantCulture)}",
                "count 64 wires a channel");
        }

        if (Find(level.Technology!) is not { } known || (rate >= known.Slow && rate <= known.Fast)) return null;
        return new("MACH214", $"memory/{level.Name}",
            string.Create(CultureInfo.InvariantCulture,
                $"{bandwidth} over {level.BusBits} wires are {text} Gbit/s a wire, and {known.Name} has {known.Slow} to {known.Fast}"),
            "is the bandwidth that of an earlier product with another memory?");
    }

    private static MachineFinding? Stack(MemoryLevel level, Bytes size)
    {
        if (Find(level.Technology!) is not { LargestStack: > 0 } known) return null;
        var stack = size.Value / 1e9 / (level.BusBits!.Value / 1024d);
        return stack <= known.LargestStack * 1.08 ? null : new("MACH215", $"memory/{level.Name}",
            string.Create(CultureInfo.InvariantCulture,
                $"{size} over {level.BusBits} wires are {stack:F0} GB a stack, and {known.Name} has at most {known.LargestStack}"), "a stack has 1,024 wires");
    }

    // DDR4-3200 says its own rate.
    private static double? Transfers(string technology)
    {
        var dash = technology.IndexOf('-', StringComparison.Ordinal);
        if (dash < 0 || !technology.Contains("DDR", StringComparison.Ordinal)) return null;
        var digits = new string([.. technology[(dash + 1)..].TakeWhile(char.IsAsciiDigit)]);
        return digits.Length > 0 ? double.Parse(digits, CultureInfo.InvariantCulture) / 1000 : null;
    }

    private static (string Name, double Slow, double Fast, double LargestStack)? Find(string technology)
    {
        foreach (var known in s_technologies)
        {
            if (technology.StartsWith(known.Name, StringComparison.OrdinalIgnoreCase)) return known;
        }
        return null;
    }
}
