using System.Globalization;
using Ridgeline.Accelerators.Systolic.ScaleSim;

namespace Ridgeline.Reports.Simulations;

/// <summary>SCALE-Sim's three reports, in its columns and its spelling of numbers.</summary>
public static class ScaleSimReports
{
    /// <summary>The names of the files, with what writes each.</summary>
    public static IReadOnlyList<(string File, Action<IReadOnlyList<ScaleSimResult>, TextWriter> Write)> All { get; } =
        [("COMPUTE_REPORT.csv", Compute), ("BANDWIDTH_REPORT.csv", Bandwidth), ("DETAILED_ACCESS_REPORT.csv", Access)];

    /// <summary>Cycles, stalls and utilisations.</summary>
    public static void Compute(IReadOnlyList<ScaleSimResult> results, TextWriter to) => Write(to, results,
        "LayerID, Total Cycles (incl. prefetch), Total Cycles, Stall Cycles, Overall Util %, Mapping Efficiency %, Compute Util %,",
        r => [Whole(r.TotalWithPrefetch), Whole(r.Total), Whole(r.Stalls), Real(r.OverallUtilisation), Real(r.MappingEfficiency), Real(r.ComputeUtilisation)]);

    /// <summary>Words a cycle, on the chip and off it.</summary>
    public static void Bandwidth(IReadOnlyList<ScaleSimResult> results, TextWriter to) => Write(to, results,
        "LayerID, Avg IFMAP SRAM BW, Avg FILTER SRAM BW, Avg OFMAP SRAM BW, Avg IFMAP DRAM BW, Avg FILTER DRAM BW, Avg OFMAP DRAM BW,",
        r =>
        [
            Real((double)r.InputSram.Words / r.Total), Real((double)r.FilterSram.Words / r.Total), Real((double)r.OutputSram.Words / r.Total),
            Real(r.InputDram.Bandwidth), Real(r.FilterDram.Bandwidth), Real(r.OutputDram.Bandwidth),
        ]);

    /// <summary>The first and last cycle and the words of each memory.</summary>
    public static void Access(IReadOnlyList<ScaleSimResult> results, TextWriter to) => Write(to, results,
        "LayerID, SRAM IFMAP Start Cycle, SRAM IFMAP Stop Cycle, SRAM IFMAP Reads, SRAM Filter Start Cycle, SRAM Filter Stop Cycle, SRAM Filter Reads, "
        + "SRAM OFMAP Start Cycle, SRAM OFMAP Stop Cycle, SRAM OFMAP Writes, DRAM IFMAP Start Cycle, DRAM IFMAP Stop Cycle, DRAM IFMAP Reads, "
        + "DRAM Filter Start Cycle, DRAM Filter Stop Cycle, DRAM Filter Reads, DRAM OFMAP Start Cycle, DRAM OFMAP Stop Cycle, DRAM OFMAP Writes,",
        r => [.. new[] { r.InputSram, r.FilterSram, r.OutputSram, r.InputDram, r.FilterDram, r.OutputDram }
            .SelectMany(t => new[] { Real(t.Start), Real(t.Stop), Whole(t.Words) })]);

    private static void Write(TextWriter to, IReadOnlyList<ScaleSimResult> results, string heading, Func<ScaleSimResult, string[]> row)
    {
        to.Write(heading + "\n");
        for (var i = 0; i < results.Count; i++) to.Write($"{i}, {string.Join(", ", row(results[i]))},\n");
    }

    private static string Whole(long value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Real(double value) => PythonNumber.Float(value);
}
