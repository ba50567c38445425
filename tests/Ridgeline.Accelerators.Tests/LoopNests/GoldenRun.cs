using System.Globalization;
using System.Text.RegularExpressions;
using Ridgeline.Accelerators.LoopNests;
using Ridgeline.Accelerators.LoopNests.Analysis;
using Ridgeline.Accelerators.LoopNests.Timeloop;
using Ridgeline.Diagnostics;
using Ridgeline.Tests;

namespace Ridgeline.Accelerators.Tests.LoopNests;

/// <summary>One run of Timeloop: what went in, and the statistics that came out.</summary>
internal sealed partial class GoldenRun
{
    private readonly string _folder;

    private GoldenRun(string folder)
    {
        _folder = folder;
        Stats = File.ReadAllText(Directory.GetFiles(folder, "*.stats.txt").Single());
    }

    public string Stats { get; }

    public static IEnumerable<string> Names => Directory.GetDirectories(SharedData.Get("golden/timeloop/runs")).Select(p => Path.GetFileName(p)!).Order(StringComparer.Ordinal);

    public static GoldenRun Of(string name) => new(Path.Combine(SharedData.Get("golden/timeloop/runs"), name));

    public long Cycles => long.Parse(Summary("Cycles"), CultureInfo.InvariantCulture);

    public double Utilisation => double.Parse(Summary("Utilization").TrimEnd('%'), CultureInfo.InvariantCulture) / 100;

    /// <summary>Femtojoules an operation: more digits than the total has.</summary>
    public double FemtojoulesPerCompute => double.Parse(Regex.Match(Stats, @"^\s*Total\s*= (?<n>[\d.]+)\s*$", RegexOptions.Multiline).Groups["n"].Value, CultureInfo.InvariantCulture);

    public long Computes => long.Parse(Regex.Match(Stats, @"^Computes = (?<n>\d+)", RegexOptions.Multiline).Groups["n"].Value, CultureInfo.InvariantCulture);

    public bool IsSearch => File.Exists(Path.Combine(_folder, "timeloop-mapper.map.yaml"));

    /// <summary>What went in; with the mapping that Timeloop's own search found.</summary>
    public TimeloopInput Read(bool withMapping = true)
    {
        var upstream = SharedData.Get("golden/timeloop/upstream");
        var name = Path.GetFileName(_folder).Replace("__", "/", StringComparison.Ordinal);
        if (name.StartsWith("example_designs/example_designs", StringComparison.Ordinal)) name = name["example_designs/".Length..];
        var folder = Path.Combine(upstream, name);
        var paths = new List<string> { Path.Combine(folder, "parsed-processed-input.yaml") };
        paths.AddRange(Directory.GetFiles(folder, "*.ERT.yaml"));
        if (withMapping && IsSearch) paths.Add(Path.Combine(_folder, "timeloop-mapper.map.yaml"));
        var diagnostics = new DiagnosticBag();
        var input = TimeloopReader.Read(paths, diagnostics);
        diagnostics.ThrowIfErrors();
        return input!;
    }

    public NestResult Evaluate()
    {
        var input = Read();
        return new NestEvaluator(input.Workload, input.Architecture).Evaluate(input.Mapping!);
    }

    /// <summary>Per memory and tensor: reads, fills, updates, capacity, picojoules of all instances.</summary>
    public IEnumerable<(string Level, string Tensor, long[] Counts, double Picojoules)> Traffic()
    {
        var level = "";
        var tensor = "";
        var seen = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in Stats.Split('\n'))
        {
            if (LevelLine().Match(line) is { Success: true } l) level = l.Groups["n"].Value;
            else if (TensorLine().Match(line) is { Success: true } t)
            {
                tensor = t.Groups["n"].Value;
                seen.Clear();
            }
            else if (line.StartsWith("Operational Intensity", StringComparison.Ordinal)) yield break;
            else if (ValueLine().Match(line) is { Success: true } v)
            {
                seen[v.Groups["n"].Value.Trim()] = v.Groups["v"].Value;
                if (v.Groups["n"].Value.Trim() != "Energy (total)" || !seen.ContainsKey("Scalar reads (per-instance)")) continue;
                long[] counts = [Long("Scalar reads (per-instance)"), Long("Scalar fills (per-instance)"), Long("Scalar updates (per-instance)"), Long("Utilized capacity")];
                yield return (level, tensor, counts, double.Parse(v.Groups["v"].Value, CultureInfo.InvariantCulture));
            }
        }

        long Long(string key) => long.Parse(seen[key], CultureInfo.InvariantCulture);
    }

    private string Summary(string key) => Regex.Match(Stats[Stats.IndexOf("Summary Stats", StringComparison.Ordinal)..], $@"^{key}: (?<n>\S+)", RegexOptions.Multiline).Groups["n"].Value;

    [GeneratedRegex(@"^=== (?<n>\S+) ===")]
    private static partial Regex LevelLine();

    [GeneratedRegex(@"^    (?<n>\w+):\s*$")]
    private static partial Regex TensorLine();

    [GeneratedRegex(@"^\s+(?<n>[^:]+?)\s*: (?<v>[\d.]+)(?: pJ)?\s*$")]
    private static partial Regex ValueLine();
}
