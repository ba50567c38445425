using System.Globalization;
using Ridgeline.Accelerators.Systolic.ScaleSim;

namespace Ridgeline.Reports.Simulations;

/// <summary>SCALE-Sim's three reports, and a fourth of sparse filters, in its columns and its spelling of numbers.</summary>
public static class ScaleSimReports
{
    /// <summary>The names of the files of a run, with what writes each.</summary>
    public static IReadOnlyList<(string File, Action<IReadOnlyList<ScaleSimResult>, TextWriter> Write)> Of(ScaleSimConfig config)
    {
        List<(string, Action<IReadOnlyList<ScaleSimResult>, TextWriter>)> reports =
            [("COMPUTE_REPORT.csv", Compute), ("BANDWIDTH_REPORT.csv", Bandwidth), ("DETAILED_ACCESS_REPORT.csv", Access)];
        if (config.Sparsity is { } sparsity) reports.Add(("SPARSE_REPORT.csv", (results, to) => Sparse(results, sparsity, to)));
        return reports;
    }

    /// <summary>Cycles, stalls and utilisations.</summary>
    public static void Compute(IReadOnlyList<ScaleSimResult> results, TextWriter to) => Write(to, results,
        "LayerID, Total Cycles (incl. prefetch), Total Cycles, Stall Cycles, Overall Util %, Mapping Efficiency %, Compute Util %,",
        r => [Whole(r.TotalWithPrefetch), Whole(r.Total), Whole(r.Stalls), Real(r.OverallUtilisation), Real(r.MappingEfficiency), Real(r.ComputeUtilisation)]);

    /// <summary>Words a cycle, on the chip and off it.</summary>
    public static void Bandwidth(IReadOnlyList<ScaleSimResult> results, TextWriter to) => Write(to, results,
        $"LayerID, Avg IFMAP SRAM BW, Avg FILTER SRAM BW, {(results.Any(r => r.Storage is not null) ? "Avg FILTER Metadata SRAM BW, " : "")}Avg OFMAP SRAM BW, "
        + "Avg IFMAP DRAM BW, Avg FILTER DRAM BW, Avg OFMAP DRAM BW,",
        r =>
        [
            Real((r.RepeatedInputReads ?? r.InputSram.Words) / r.Total), Real((double)r.FilterSram.Words / r.Total), .. Metadata(r), Real((double)r.OutputSram.Words / r.Total),
            Real(r.InputDram.Bandwidth), Real(r.FilterDram.Bandwidth), Real(r.OutputDram.Bandwidth),
        ]);

    /// <summary>The first and last cycle and the words of each memory.</summary>
    public static void Access(IReadOnlyList<ScaleSimResult> results, TextWriter to) => Write(to, results,
        "LayerID, SRAM IFMAP Start Cycle, SRAM IFMAP Stop Cycle, SRAM IFMAP Reads, SRAM Filter Start Cycle, SRAM Filter Stop Cycle, SRAM Filter Reads, "
        + "SRAM OFMAP Start Cycle, SRAM OFMAP Stop Cycle, SRAM OFMAP Writes, DRAM IFMAP Start Cycle, DRAM IFMAP Stop Cycle, DRAM IFMAP Reads, "
        + "DRAM Filter Start Cycle, DRAM Filter Stop Cycle, DRAM Filter Reads, DRAM OFMAP Start Cycle, DRAM OFMAP Stop Cycle, DRAM OFMAP Writes,",
        r => [.. new[] { r.InputSram, r.FilterSram, r.OutputSram, r.InputDram, r.FilterDram, r.OutputDram }
            .SelectMany((t, i) => new[] { Real(t.Start), Real(t.Stop), i == 0 && r.RepeatedInputReads is { } reads ? Real(reads) : Whole(t.Words) })]);

    /// <summary>What the filters take.</summary>
    public static void Sparse(IReadOnlyList<ScaleSimResult> results, ScaleSimSparsity sparsity, TextWriter to) => Write(to, results,
        "LayerID, Sparsity Representation, Original Filter Storage, New Storage (Filter+Metadata), Filter Metadata Storage, Avg FILTER Metadata SRAM BW, ",
        r => r.Storage is not { } s ? [] : [sparsity.Representation, Whole(s.Dense), Number(s.Stored, s.IsWhole), Number(s.Metadata, s.IsWhole), .. Metadata(r)]);

    private static string[] Metadata(ScaleSimResult r) => r.Storage is { } s ? [Real(s.Metadata / r.Total)] : [];

    private static string Number(double value, bool isWhole) => isWhole ? Whole((long)value) : Real(value);

    private static void Write(TextWriter to, IReadOnlyList<ScaleSimResult> results, string heading, Func<ScaleSimResult, string[]> row)
    {
        to.Write(heading + "\n");
        for (var i = 0; i < results.Count; i++) to.Write($"{i}, {string.Join(", ", row(results[i]))},\n");
    }

    private static string Whole(long value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Real(double value) => PythonNumber.Float(value);
}
