using Ridgeline.Accelerators.LoopNests;
using Ridgeline.Accelerators.LoopNests.Analysis;
using Ridgeline.Accelerators.LoopNests.Timeloop;
using Ridgeline.Diagnostics;

namespace Ridgeline.Accelerators.Tests.LoopNests;

/// <summary>
/// A run of Sparseloop of 2022, from files of version 0.3 as they were written: layer 7 of MobileNet on an Eyeriss v2 element. Its figures are printed
/// in <c>ref_outputs/uniform_actual/L07/uniform</c>.
/// </summary>
public sealed class SparseloopRunTests
{
    // Its roundings of densities differ in the sixth digit.
    private const double Rounding = 2e-6;

    [Fact]
    public void Counts_of_compressed_tiles_that_may_be_empty_are_the_same()
    {
        var result = Run();
        Assert.Equal(1, 1592245.0 / result.Cycles, Rounding);
        Assert.Equal(1, 1592245.0 / result.ActualComputes, Rounding);
        Check(result, "reg", "Inputs", 4194304, 0, 524288, 0);
        Check(result, "psum_spad", "Outputs", 1567362, 2561406, 524288 - 65536, 1592242);
        Check(result, "weight_spad", "Weights", 1592242, 588878, 2130, 0);
        Check(result, "iact_spad", "Inputs", 382747, 0, 382747, 0);
        Check(result, "BackingStorage", "Weights", 2130, 0, 0, 0);
        Check(result, "BackingStorage", "Inputs", 382736, 0, 0, 0);
        Check(result, "BackingStorage", "Outputs", 458752, 0, 0, 524288);
        Assert.Equal([1, 8, 64, 8, 2130, 47842, 65536], result.Traffic.Select(t => t.UtilisedCapacity));
    }

    [Fact]
    public void Energies_are_the_same_but_for_what_was_counted_otherwise_then()
    {
        var result = Run();
        Assert.Equal(1, 372019.39 / Of(result, "reg", "Inputs").Picojoules, Rounding);
        Assert.Equal(1, 213850.03 / Of(result, "iact_spad", "Inputs").Picojoules, 2e-5);
        // Then the first fill of each sum was counted, which moves nothing.
        Assert.Equal(1, (1238918.99 - 65536 * 0.32508) / Of(result, "psum_spad", "Outputs").Picojoules, Rounding);
        // Then metadata that are passed over cost as much as if they were read: 159,246 offsets and 588,878 run lengths, two of them a word.
        Assert.Equal(1, (2247877.45 - (159246 + 588878 / 2) * (0.88442 - 0.00635)) / Of(result, "weight_spad", "Weights").Picojoules, 2e-5);
    }

    private static NestResult Run()
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "Sparseloop");
        var diagnostics = new DiagnosticBag();
        var input = TimeloopReader.Read([.. Directory.GetFiles(folder, "*.yaml").Order(StringComparer.Ordinal)], diagnostics);
        diagnostics.ThrowIfErrors();
        Assert.Empty(diagnostics.Warnings);
        return new NestEvaluator(input!.Workload, input.Architecture).Evaluate(input.Mapping!);
    }

    private static TensorTraffic Of(NestResult result, string level, string tensor) => result.Traffic.Single(t => t.Level == level && t.Tensor == tensor);

    private static void Check(NestResult result, string level, string tensor, long reads, long skipped, long fills, long updates)
    {
        var s = Of(result, level, tensor).Sparse!;
        Assert.Equal((reads, skipped, fills, updates), (s.ActualReads, s.SkippedReads, s.ActualFills, s.ActualUpdates));
    }
}
