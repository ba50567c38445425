using System.Globalization;
using Ridgeline.Accelerators.LoopNests;
using Ridgeline.Accelerators.LoopNests.Analysis;
using Ridgeline.Accelerators.LoopNests.Search;
using Ridgeline.Accelerators.LoopNests.Timeloop;
using Ridgeline.Diagnostics;

namespace Ridgeline.Accelerators.Tests.LoopNests;

/// <summary>Runs of Timeloop and Sparseloop whose inputs and outputs are published: cycles, every access, every energy.</summary>
public sealed class PublishedRunTests
{
    // Some of the energies are those that Timeloop prints with two decimals.
    private const double Tolerance = 6e-3;
    private static readonly string s_folder = Path.Combine(AppContext.BaseDirectory, "Published");

    public static TheoryData<string> Runs => [.. Directory.GetFiles(s_folder, "*.csv").Select(path => Path.GetFileNameWithoutExtension(path))];

    [Theory]
    [MemberData(nameof(Runs))]
    public void Cycles_accesses_and_energies_are_the_same(string name)
    {
        var lines = File.ReadAllLines(Path.Combine(s_folder, name + ".csv")).Select(line => line.Split(',')).ToList();
        var result = Evaluate(Path.Combine(s_folder, name + ".yaml"));
        Assert.Equal(Whole(lines[0][1]), result.Cycles);
        Assert.Equal(Whole(lines[1][1]), result.ActualComputes);
        foreach (var line in lines.Skip(3))
        {
            var t = result.Traffic.Single(t => t.Level == line[0] && t.Tensor == line[1]);
            Assert.Equal(string.Join(' ', line[2..13]), string.Join(' ', Counts(t)));
            var published = double.Parse(line[13], CultureInfo.InvariantCulture);
            Assert.Equal(published, t.Picojoules, published * Tolerance + 0.01);
        }
    }

    private static IEnumerable<long> Counts(TensorTraffic t) => t.Sparse is { } s
        ? [t.Reads, t.Fills, t.Updates, s.ActualReads, s.GatedReads, s.SkippedReads, s.ActualFills, s.ActualUpdates, s.GatedUpdates, s.SkippedUpdates, t.UtilisedCapacity]
        : [t.Reads, t.Fills, t.Updates, t.Reads, 0, 0, t.Fills, t.Updates, 0, 0, t.UtilisedCapacity];

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
