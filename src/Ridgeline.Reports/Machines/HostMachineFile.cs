using System.Globalization;
using System.Text;
using Ridgeline.Machines;
using Ridgeline.Reports.Predictions;
using Ridgeline.Runtime.Host;

namespace Ridgeline.Reports.Machines;

/// <summary>A measured machine as a machine file, each number with its range.</summary>
public static class HostMachineFile
{
    /// <summary>The name of the machine that this tool runs on.</summary>
    public const string Name = "host";

    /// <summary>Its name with fewer threads than it has: <c>host-1</c>.</summary>
    /// <param name="threads">How many threads are used; at most <paramref name="all"/>.</param>
    /// <param name="all">How many there are.</param>
    public static string NameOf(int threads, int all) => threads >= all ? Name : string.Create(CultureInfo.InvariantCulture, $"{Name}-{threads}");

    // Peaks of one unit differ this little, or its clock was not the same in both.
    private const double SameClock = 0.029;

    private static readonly double[] s_perCycle = [0.5, 1, 2, 4];

    /// <summary>The text of the file.</summary>
    /// <param name="survey">What was measured.</param>
    /// <param name="date">When: year-month-day.</param>
    /// <param name="fits">What was fitted to operators that were run on it.</param>
    /// <param name="threads">How many of its threads are used; a number that was measured.</param>
    public static string Text(HostSurvey survey, string date, IReadOnlyList<Calibration> fits, int threads)
    {
        var text = new StringBuilder();
        var cores = CoresOf(survey, threads);
        text.Append(CultureInfo.InvariantCulture, $"""
            # Measured by 'ridgeline machines calibrate --on host'. Peaks and bandwidths are the best of several runs, with the median beside them.
            name: {NameOf(threads, survey.Threads)}
            title: {Quoted($"This machine: {survey.Processor}, {threads} {(threads == 1 ? "thread" : "threads")}{(threads < survey.Threads ? $" of {survey.Threads}" : "")}")}
            class: cpu
            vendor: {Quoted(survey.Processor.Split(' ')[0])}
            year: {date[..4]}
            source: "measured on {date}{(survey.IsQuick ? ", in a hurry" : "")}"
            confidence: {(survey.IsQuick ? "medium" : "high")}
            clock: {"{"} base: {Sourced(Number(survey.Clock.Best / 1e9, "GHz"), survey.Clock)} {"}"}
            cores: {cores}
            threads: {threads}
            units:

            """);
        foreach (var unit in survey.Rates.Where(r => r.Threads == threads).GroupBy(r => r.InstructionSet)) Unit(text, survey, [.. unit], cores);
        text.Append("memory:\n");
        Levels(text, survey, threads);
        text.Append(CultureInfo.InvariantCulture, $"launch_overhead: {Sourced(Number(survey.Step.Best * 1e6, "us"), survey.Step)}\n");
        if (fits.Count > 0) text.Append(CalibrationLines.Of(fits));
        text.Append(CultureInfo.InvariantCulture, $"notes: \"the year is that of the measurement; handing work to another thread and back takes "
            + $"{Number(survey.Handoff.Best * 1e6, "us")} at best and {Number(survey.Handoff.Median * 1e6, "us")} in the median; "
            + $"one thread alone: {Alone(survey)}{Doubts(survey)}\"\n");
        return text.ToString();
    }

    private static string Doubts(HostSurvey survey) => survey.Doubts.Count > 0 ? $"; in doubt: {string.Join("; ", survey.Doubts)}" : "";

    private static int CoresOf(HostSurvey survey, int threads) => Math.Max(1, survey.Cores * threads / survey.Threads);

    private static void Unit(StringBuilder text, HostSurvey survey, List<RateMeasured> rates, int count)
    {
        var first = rates[0];
        var isScalar = first.Lanes == 1;
        // Instructions a cycle are one of a few; what is left over is the clock under this load.
        var seen = first.Rate.Best / (2 * count * first.Lanes * survey.Clock.Best);
        var perCycle = s_perCycle.MinBy(n => Math.Abs(Math.Log(n / seen)));
        var clock = first.Rate.Best / (2 * count * first.Lanes * perCycle);
        var widest = survey.Rates.Where(r => r.Format == "fp32").MaxBy(r => r.Lanes)!.InstructionSet;
        text.Append(CultureInfo.InvariantCulture, $"  - name: {first.InstructionSet}\n    kind: {(isScalar ? "scalar" : "simd")}\n    count: {count}\n");
        text.Append(CultureInfo.InvariantCulture, $"    clock: {{ value: {Number(clock / 1e9, "GHz")}, source: \"its peak at {perCycle} instructions a cycle\" }}\n");
        if (first.InstructionSet == widest && !isScalar)
        {
            var special = survey.Exponentials.Best * first.Threads / count / clock;
            text.Append(CultureInfo.InvariantCulture, $"    special: {{ value: {special:G4}, source: \"exponentials of floats, {Range(survey.Exponentials)}\" }}\n");
        }
        text.Append("    rates:\n");
        foreach (var rate in rates)
        {
            var macs = rate.Lanes * perCycle;
            var fits = Math.Abs((rate.Rate.Best / (2 * count * macs * clock)) - 1) < SameClock;
            text.Append(CultureInfo.InvariantCulture, $"      {rate.Format}: {{ peak: {Sourced(Number(rate.Rate.Best / 1e9, rate.Format.StartsWith("int", StringComparison.Ordinal)
                ? "GOP/s" : "GFLOP/s"), rate.Rate)}{(fits ? $", macs: {macs.ToString(CultureInfo.InvariantCulture)}" : "")}, macs_per_instruction: {rate.Lanes} }}\n");
        }
    }

    private static void Levels(StringBuilder text, HostSurvey survey, int threads)
    {
        var indent = "  ";
        var all = CoresOf(survey, threads);
        foreach (var level in survey.Levels.Reverse())
        {
            var isMain = level == survey.Levels[^1];
            if (!isMain) text.Append(CultureInfo.InvariantCulture, $"{indent}children:\n{indent}  - name: {level.Name}\n");
            else text.Append(CultureInfo.InvariantCulture, $"{indent}name: {level.Name}\n");
            if (!isMain) indent += "    ";
            var cores = Math.Clamp(level.SharedBy * survey.Cores / survey.Threads, 1, all);
            var instances = Math.Min(level.Instances, (threads + level.SharedBy - 1) / level.SharedBy);
            text.Append(CultureInfo.InvariantCulture, $"{indent}kind: {(isMain ? "dram" : "cache")}\n");
            text.Append(CultureInfo.InvariantCulture, $"{indent}size: {{ value: {level.Size} B, source: {Quoted(level.Source)} }}\n");
            text.Append(CultureInfo.InvariantCulture, $"{indent}instances: {instances}\n{indent}shared_by: {cores}\n");
            text.Append(CultureInfo.InvariantCulture, $"{indent}bandwidth: {Sourced(Number(level.Read[threads].Best / 1e9, "GB/s"), level.Read[threads])}\n");
            text.Append(CultureInfo.InvariantCulture, $"{indent}write_bandwidth: {Sourced(Number(level.Write[threads].Best / 1e9, "GB/s"), level.Write[threads])}\n");
            text.Append(CultureInfo.InvariantCulture, $"{indent}latency: {Sourced(Number(level.Latency.Best * 1e9, "ns"), level.Latency)}\n{indent}line: 64 B\n");
        }
    }

    private static string Alone(HostSurvey survey)
    {
        var fastest = survey.Rates.Where(r => r is { Threads: 1, Format: "fp32" }).MaxBy(r => r.Rate.Best)!;
        return string.Create(CultureInfo.InvariantCulture,
            $"{fastest.Rate.Best / 1e9:G4} GFLOP/s in fp32, {string.Join(", ", survey.Levels.Select(l => $"{l.Name} {Number(l.Read[1].Best / 1e9, "GB/s")}"))}");
    }

    private static string Sourced(string value, Measured measured)
        => $"{{ value: {value}, source: \"measured, {Range(measured)}\", confidence: {(measured.Spread > 0.1 ? "medium" : "high")} }}";

    private static string Range(Measured measured)
        => string.Create(CultureInfo.InvariantCulture, $"best of {measured.Runs} runs, the median {measured.Spread:0.0 %} off, the worst {measured.WorstSpread:0.0 %}");

    private static string Number(double value, string unit) => $"{value.ToString("G5", CultureInfo.InvariantCulture)} {unit}";

    private static string Quoted(string text) => $"\"{text.Replace("\\", "/", StringComparison.Ordinal).Replace("\"", "'", StringComparison.Ordinal)}\"";
}
