using Ridgeline.Accelerators.LoopNests;
using Ridgeline.Accelerators.LoopNests.Analysis;
using Ridgeline.Accelerators.LoopNests.Networks;
using Ridgeline.Accelerators.LoopNests.Presets;
using Ridgeline.Accelerators.LoopNests.Search;
using Ridgeline.Diagnostics;

namespace Ridgeline.Accelerators.Tests.LoopNests;

/// <summary>The matrix product of every course on GPUs, by hand: who reads what how often.</summary>
public sealed class SharedMemoryTests
{
    private const int M = 1, N = 2, K = 3;

    [Theory]
    [InlineData(64, 64, 64)]
    [InlineData(128, 256, 96)]
    [InlineData(8, 8, 1000)]
    public void Without_shared_memory_every_operation_reads_both_operands(long m, long n, long k)
    {
        var (preset, product) = (Open("gpu-sm-naive"), NestLayers.Product(new(m, n, k)));
        var found = NestMapper.Search(product, preset.Architecture, preset.ConstraintsFor(product), cancellation: TestContext.Current.CancellationToken);
        Assert.True(found.ProvenOptimal);
        Assert.Equal(2 * m * n * k, Reads(found.Result!, "HBM"));
        Assert.Equal(m * n, found.Result!.Traffic.Single(t => t.Level == "HBM" && t.Tensor == "Outputs").Updates);
    }

    [Theory]
    [InlineData(64, 8)]
    [InlineData(128, 16)]
    [InlineData(256, 32)]
    [InlineData(256, 64)]
    public void Tiles_of_T_by_T_are_read_T_times_less(long size, long tile)
    {
        var (preset, product) = (Open("gpu-sm"), NestLayers.Product(new(size, size, size)));
        var memories = preset.Architecture.Memories;
        Assert.Equal(["registers", "shared memory", "HBM"], memories.Select(memory => memory.Name));
        // A block of T x T sums in the registers of 8 x 8 lanes; a tile of each operand in shared memory; blocks of sums one after the other.
        var mapping = new NestMapping(
        [
            new([new(M, tile / 8), new(N, tile / 8)], [], [false, false, true]),
            new([new(K, tile)], [new(N, 8), new(M, 8, isVertical: true)], [true, true, false]),
            new([new(K, size / tile), new(N, size / tile), new(M, size / tile)], [], [true, true, true]),
        ]);
        var evaluator = new NestEvaluator(product, preset.Architecture);
        Assert.Empty(NestProblems.Of(evaluator, mapping));
        var result = evaluator.Evaluate(mapping);
        Assert.Equal(2 * size * size * size / tile, Reads(result, "HBM"));
        Assert.Equal(size * size, result.Traffic.Single(t => t.Level == "HBM" && t.Tensor == "Outputs").Updates);
        Assert.Equal(size * size * size / 64, result.ComputeCycles);
        // What a search finds reads no more.
        var found = NestMapper.Search(product, preset.Architecture, preset.ConstraintsFor(product), new() { Objective = NestObjective.Energy }, TestContext.Current.CancellationToken);
        Assert.True(found.Result!.Energy.Value <= result.Energy.Value * (1 + 1e-12));
    }

    private static long Reads(NestResult result, string memory) => result.Traffic.Where(t => t.Level == memory && t.Tensor != "Outputs").Sum(t => t.Reads);

    private static NestPreset Open(string name)
    {
        var diagnostics = new DiagnosticBag();
        var preset = NestPresets.Open(name, diagnostics);
        diagnostics.ThrowIfErrors();
        return preset!;
    }
}
