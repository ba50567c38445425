using System.Globalization;

namespace Ridgeline.Machines.Tests;

/// <summary>The catalogue against the table of published figures (<c>Data/devices.csv</c>, with a source in each row).</summary>
public sealed class DeviceTableTests
{
    private const double Tolerance = 0.005;

    private static readonly (string Column, NumberFormat[] Formats)[] s_peaks =
    [
        ("fp64_T", [NumberFormat.Fp64]), ("fp32_T", [NumberFormat.Fp32]), ("bf16_T", [NumberFormat.Bf16]), ("fp16_T", [NumberFormat.Fp16]),
            ("fp8_T", [NumberFormat.Fp8]),
        // AMD's matrix cores take FP32 itself; research chips of 16-bit integers stand in the column of int8.
        ("tf32_T", [NumberFormat.Tf32, NumberFormat.Fp32]), ("int8_T", [NumberFormat.Int8, NumberFormat.Int16]),
            ("int4fp4_T", [NumberFormat.Int4, NumberFormat.Fp4]),
    ];

    private static readonly Dictionary<string, Dictionary<string, string>> s_rows = Read();

    public static TheoryData<string> Devices => [.. s_rows.Keys];

    [Theory]
    [MemberData(nameof(Devices))]
    public void Peaks_are_those_of_the_table(string id)
    {
        var machine = MachineCatalog.Find(id);
        Assert.NotNull(machine);
        foreach (var (column, formats) in s_peaks)
        {
            if (!TryNumber(s_rows[id][column], out var tera)) continue;
            var rates = machine.Units.SelectMany(u => u.Rates).Where(r => formats.Contains(r.Precision.Element)).Select(r => r.Peak.Value / 1e12).ToList();
            // The Jetsons' totals are those of the GPU and of two further engines.
            if (id is "xavier" or "orin" && column == "int8_T") rates = [rates.Sum()];
            Assert.True(rates.Exists(r => Math.Abs(r / tera - 1) <= Tolerance), $"{id} {column}: {tera} is none of {string.Join(", ", rates)}");
        }
    }

    [Theory]
    [MemberData(nameof(Devices))]
    public void Memory_power_and_process_are_those_of_the_table(string id)
    {
        var machine = MachineCatalog.Find(id)!;
        // The table has the Myriad X's on-chip figure, and bandwidths of CPUs without their fractions.
        if (TryNumber(s_rows[id]["mem_bw_GBs"], out var gigabytes) && !machine.MainMemory.IsOnChip && id != "myriadx")
            Assert.Equal(gigabytes, machine.MainMemory.Bandwidth!.Value.Value / 1e9, gigabytes * 0.013);
        if (TryNumber(s_rows[id]["mem_GB"], out var size)) Assert.Equal(size, machine.MainMemory.TotalSize!.Value.Value / 1e9, size * 0.08);
        if (TryNumber(s_rows[id]["tdp_W"], out var watts)) Assert.Equal(watts, machine.Tdp!.Value.Value, watts * Tolerance);
        if (TryNumber(s_rows[id]["process_nm"], out var node)) Assert.Equal(node, machine.ProcessNm);
        Assert.Equal(s_rows[id]["year"], machine.Year.ToString(CultureInfo.InvariantCulture));
    }

    private static bool TryNumber(string text, out double number) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number);

    private static Dictionary<string, Dictionary<string, string>> Read()
    {
        var lines = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Data", "devices.csv"));
        var keys = Split(lines[0]);
        return lines.Skip(1).Select(Split).ToDictionary(r => r[0], r => keys.Zip(r).ToDictionary(x => x.First, x => x.Second));
    }

    private static List<string> Split(string line)
    {
        var fields = new List<string> { "" };
        var quoted = false;
        foreach (var c in line)
        {
            if (c == '"') quoted = !quoted;
            else if (c == ',' && !quoted) fields.Add("");
            else fields[^1] += c;
        }
        return fields;
    }
}
