using Ridgeline.Quantities;

namespace Ridgeline.Machines;

/// <summary>Energies of moving a byte, by size and process on the chip and by technology off it.</summary>
public static class MemoryEnergy
{
    // Smaller memories than this cost what their sense amplifiers and wires cost.
    private const double SmallestSram = 256;

    // A register file is many small banks, however large it is.
    private const double RegisterBank = 8 << 10;

    // The largest instance of which a byte is moved across: larger ones are banks side by side.
    private const double LargestSram = 1 << 25;

    /// <summary>One byte out of or into a level that does not state it.</summary>
    public static Joules PerByte(MemoryLevel level, double nm)
    {
        if (!level.IsOnChip) return OffChip(level.Technology, level.Kind);
        var size = level.Size?.Value ?? 1 << 15;
        return Sram(new((long)(level.Kind == MemoryKind.Register ? Math.Min(size, RegisterBank) : size)), nm);
    }

    /// <summary>One byte of an SRAM of a size: log-linear in size between published points, and in the node between 45 and 7 nm.</summary>
    public static Joules Sram(Bytes size, double nm)
    {
        var at45 = BySize(EnergyCatalog.At45Nm.Sram, Math.Clamp(size.Value, SmallestSram, LargestSram));
        if (nm >= 45) return ArithmeticEnergy.Scale(at45, 45, nm);
        var known = EnergyCatalog.At7Nm.Sram[^1];
        var exponent = Math.Log((BySize(EnergyCatalog.At45Nm.Sram, known.Size.Value) / known.PerByte).Value) / Math.Log(45d / 7);
        return at45 * Math.Pow(nm / 45, exponent);
    }

    /// <summary>One byte of an external memory: by the longest name of a technology that the given one begins with.</summary>
    public static Joules OffChip(string? technology, MemoryKind kind)
    {
        var table = EnergyCatalog.OffChip.Dram;
        var named = table.Keys.Where(name => technology?.StartsWith(name, StringComparison.OrdinalIgnoreCase) == true).MaxBy(name => name.Length);
        return table[named ?? kind switch { MemoryKind.Hbm => "HBM", MemoryKind.Disk => "disk", _ => "DDR" }];
    }

    private static Joules BySize(IReadOnlyList<(Bytes Size, Joules PerByte)> points, double size)
    {
        var at = 1;
        while (at < points.Count - 1 && points[at].Size.Value < size) at++;
        var (low, high) = (points[at - 1], points[at]);
        var slope = Math.Log((high.PerByte / low.PerByte).Value) / Math.Log((high.Size / low.Size).Value);
        return low.PerByte * Math.Pow(size / low.Size.Value, slope);
    }
}
