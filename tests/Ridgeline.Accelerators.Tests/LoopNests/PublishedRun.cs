using System.Globalization;
using Ridgeline.Accelerators.LoopNests;
using Ridgeline.Accelerators.LoopNests.Analysis;
using Ridgeline.Accelerators.LoopNests.Search;
using Ridgeline.Accelerators.LoopNests.Timeloop;
using Ridgeline.Diagnostics;

namespace Ridgeline.Accelerators.Tests.LoopNests;

/// <summary>A run whose input and output are published: NAME.yaml and NAME.csv.</summary>
internal sealed class PublishedRun
{
    private static readonly string s_folder = Path.Combine(AppContext.BaseDirectory, "Published");

    private PublishedRun(string name)
    {
        Name = name;
        var lines = File.ReadAllLines(Path.Combine(s_folder, name + ".csv")).Select(line => line.Split(',')).ToList();
        (Cycles, ActualComputes, Rows) = (Whole(lines[0][1]), Whole(lines[1][1]), lines[3..]);
        Result = Evaluate(Path.Combine(s_folder, name + ".yaml"));
    }

    public static IEnumerable<string> Names => Directory.GetFiles(s_folder, "*.csv").Select(path => Path.GetFileNameWithoutExtension(path)).Order(StringComparer.Ordinal);

    public static IEnumerable<PublishedRun> All => Names.Select(Of);

    public string Name { get; }

    public long Cycles { get; }

    public long ActualComputes { get; }

    /// <summary>A row a memory and tensor: both names, eleven counts, picojoules.</summary>
    public IReadOnlyList<string[]> Rows { get; }

    /// <summary>What the model says.</summary>
    public NestResult Result { get; }

    /// <summary>The largest relative difference of an energy; what Timeloop prints with two decimals may be half a hundredth off.</summary>
    public double LargestDifference => Rows.Max(row => Math.Max(0, Math.Abs(Traffic(row).Picojoules - Picojoules(row)) - 0.005) / Picojoules(row));

    public static PublishedRun Of(string name) => new(name);

    public static double Picojoules(string[] row) => double.Parse(row[13], CultureInfo.InvariantCulture);

    public TensorTraffic Traffic(string[] row) => Result.Traffic.Single(t => t.Level == row[0] && t.Tensor == row[1]);

    private static NestResult Evaluate(string path)
    {
        var diagnostics = new DiagnosticBag();
        var input = TimeloopReader.Read([path], diagnostics);
        diagnostics.ThrowIfErrors();
        if (input!.Mapping is { } mapping) return new NestEvaluator(input.Workload, input.Architecture).Evaluate(mapping);
        var found = NestMapper.Search(input.Workload, input.Architecture, input.Constraints);
        Assert.True(found is { MappingsEvaluated: 1, ProvenOptimal: true }, "its constraints say everything");
        return found.Result!;
    }

    private static long Whole(string text) => long.Parse(text, CultureInfo.InvariantCulture);
}
