using Ridgeline.Tests;

namespace Ridgeline.Machines.Tests;

/// <summary>What the catalogue says of its own numbers is true: high confidence stands in a table of facts or names a primary source, an estimate is
/// low.</summary>
public sealed class ConfidenceTests
{
    private const string Epoch = "Epoch AI, ML Hardware (CC-BY): ";
    private const string Bekman = "Bekman";
    private const double Tolerance = 0.005;

    private static readonly string[] s_primary =
        ["ISCA", "ISSCC", "JSSC", "ASPLOS", "MICRO", "Hot Chips", "white paper", "data sheet", "Intel ARK", "LLMCompass", "Neuron documentation"];

    private static readonly string[] s_doubts = ["from memory", "estimate", "derived", "assum"];

    private static readonly Dictionary<string, (string Column, double Scale)[]> s_columns = new()
    {
        ["tdp"] = [("TDP (W)", 1), ("tdp_W", 1)], ["die"] = [("Die Size (mm^2)", 1), ("die_mm2", 1)],
        ["transistors"] = [("Transistors (millions)", 1e6), ("Number of transistors (millions)", 1e6), ("transistors_M", 1e6)],
        ["process"] = [("Process size (nm)", 1e-9), ("process_nm", 1e-9)], ["price"] = [("Release price (USD)", 1), ("price_usd", 1)],
        ["clock/base"] = [("Base clock (MHz)", 1e6), ("clock_GHz_base", 1e9), ("clock_GHz_boost", 1e9)],
        ["clock/boost"] = [("Boost clock (MHz)", 1e6), ("clock_GHz_boost", 1e9)], ["cores"] = [("SM count", 1)],
        ["memory/size"] = [("Memory (bytes)", 1), ("Memory size per board (Byte)", 1), ("mem_GB", 1e9), ("mem_GB", 1 << 30)],
        ["memory/bandwidth"] = [("Memory bandwidth (byte/s)", 1), ("mem_bw_GBs", 1e9)], ["memory/bus"] = [("Memory bus (bit)", 1)],
    };

    private static readonly Dictionary<string, string[]> s_peaks = new()
    {
        ["fp64"] = ["FP64 (double precision) performance (FLOP/s)", "fp64_T"], ["fp32"] = ["FP32 (single precision) performance (FLOP/s)", "fp32_T", "tf32_T"],
        ["fp16"] = ["Tensor-FP16/BF16 performance (FLOP/s)", "FP16 (half precision) performance (FLOP/s)", "fp16_T"],
        ["bf16"] = ["Tensor-FP16/BF16 performance (FLOP/s)", "bf16_T"], ["tf32"] = ["TF32 (TensorFloat-32) performance (FLOP/s)", "tf32_T"],
        ["fp8"] = ["FP8 performance (FLOP/s)", "fp8_T"], ["fp4"] = ["FP4 performance (FLOP/s)", "int4fp4_T"], ["int8"] = ["INT8 performance (OP/s)", "int8_T"],
        ["int4"] = ["INT4 performance (OP/s)", "int4fp4_T"],
    };

    private static readonly Lazy<ILookup<string, Dictionary<string, string>>[]> s_epoch
        = new(() => [FactRows.Read(SharedData.Get("facts/epoch_ml_hardware_2026.csv")), FactRows.Read(SharedData.Get("facts/epoch_chip_dataset.csv"))]);

    private static readonly Lazy<ILookup<string, Dictionary<string, string>>> s_devices = new(() => FactRows.Read(SharedData.Get("facts/devices.csv")));

    public static TheoryData<string> Names => [.. MachineCatalog.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void No_file_vouches_for_whatever_it_does_not_name(string name)
        => Assert.NotEqual(Confidence.High, MachineCatalog.Find(name)!.Sources["*"].Confidence);

    [Theory]
    [MemberData(nameof(Names))]
    public void What_is_called_an_estimate_is_low(string name)
        => Assert.All(MachineCatalog.Find(name)!.Sources, s =>
            Assert.True(s.Value.Confidence == Confidence.Low || !s.Value.Source.Contains("an estimate", StringComparison.Ordinal), $"{s.Key}: {s.Value}"));

    [Theory]
    [MemberData(nameof(Names))]
    public void High_confidence_has_a_fact_or_a_primary_source(string name)
    {
        var machine = MachineCatalog.Find(name)!;
        var doubtful = CatalogNumbers.Of(name).Where(n => machine.SourceOf(n.Path)!.Confidence == Confidence.High)
            .Where(n => !Holds(n, machine.SourceOf(n.Path)!.Source, machine)).Select(n => $"{n.Path} = {n.Value}: {machine.SourceOf(n.Path)!.Source}").ToList();
        Assert.True(doubtful.Count == 0, string.Join('\n', doubtful));
    }

    [Fact]
    public void A_third_of_the_stated_peaks_and_main_memories_is_vouched_for()
    {
        var all = MachineCatalog.Names.SelectMany(name => CatalogNumbers.Of(name).Select(n => (Machine: MachineCatalog.Find(name)!, Number: n)))
            .Where(x => x.Number.Path.EndsWith("/peak", StringComparison.Ordinal) || x.Number.Path is "memory/size" or "memory/bandwidth").ToList();
        var high = all.Count(x => x.Machine.SourceOf(x.Number.Path)!.Confidence == Confidence.High);
        Assert.True(high * 3 >= all.Count, $"{high} of {all.Count}");
    }

    private static bool Holds(CatalogNumber number, string source, Machine machine)
    {
        if (s_doubts.Any(d => source.Contains(d, StringComparison.OrdinalIgnoreCase))) return false;
        if (source.StartsWith(Epoch, StringComparison.Ordinal))
            return Stands(number, s_epoch.Value.SelectMany(table => table[source[Epoch.Length..]]), "Release date");
        if (source.StartsWith(Bekman, StringComparison.Ordinal)) return Stands(number, s_devices.Value[machine.Name], "year");
        return s_primary.Any(p => source.Contains(p, StringComparison.OrdinalIgnoreCase));
    }

    private static bool Stands(CatalogNumber number, IEnumerable<Dictionary<string, string>> rows, string year)
    {
        if (number.Path == "year")
            return rows.Any(r => r[year].StartsWith(number.Value.ToString("F0"), StringComparison.Ordinal));
        var columns = number.Path.EndsWith("/peak", StringComparison.Ordinal)
            ? s_peaks.GetValueOrDefault(number.Path.Split("/rates/")[1].Split('/')[0], []).Select(c
                => (c, c.EndsWith("_T", StringComparison.Ordinal) ? 1e12 : 1))
            : s_columns.GetValueOrDefault(number.Path, []);
        return columns.Any(c => rows.Any(r => FactRows.Number(r.GetValueOrDefault(c.Item1, "")) is { } known
            && Math.Abs(known * c.Item2 / number.Value - 1) <= Tolerance));
    }
}
