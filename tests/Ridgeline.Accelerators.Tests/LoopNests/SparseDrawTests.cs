using System.Globalization;
using Ridgeline.Accelerators.LoopNests;
using Ridgeline.Accelerators.LoopNests.Analysis;
using Ridgeline.Accelerators.LoopNests.Timeloop;
using Ridgeline.Diagnostics;

namespace Ridgeline.Accelerators.Tests.LoopNests;

/// <summary>What the model expects of sparse tensors against tensors that are drawn, thousands of them, and simply counted.</summary>
public sealed class SparseDrawTests
{
    private const int Draws = 4000;

    [Theory]
    [InlineData(0.2, 0.5)]
    [InlineData(0.05, 0.9)]
    [InlineData(0.6, 0.6)]
    public void Operations_that_are_left_when_both_operands_are_looked_at(double a, double b)
    {
        var result = Evaluate(a, b, 64, 4, """
            action_optimization: [{type: skipping, options: [{target: A, condition_on: [B]}]}, {type: skipping, options: [{target: B, condition_on: [A]}]}, {type: skipping, options: [{target: Z, condition_on: [A, B]}]}]
            """, "");
        var random = new Random(1);
        var mean = Enumerable.Range(0, Draws).Average(_ => Draw(random, 64, a).Zip(Draw(random, 64, b)).Count(x => x.First && x.Second));
        // The model counts whole operations.
        Assert.Equal(mean, result.ActualComputes, 1 + mean * 0.03);
        Assert.Equal(mean, result.Traffic.Single(t => t is { Level: "Buffer", Tensor: "Z" }).Sparse!.ActualUpdates, 1 + mean * 0.03);
    }

    [Theory]
    [InlineData(0.1, 4)]
    [InlineData(0.3, 4)]
    [InlineData(0.05, 16)]
    public void Tiles_that_are_not_fetched_where_their_partners_are_empty(double a, int tile)
    {
        var result = Evaluate(a, 1, 64, tile, "", """
            action_optimization: [{type: skipping, options: [{target: B, condition_on: [A]}]}]
            """);
        var random = new Random(2);
        var mean = Enumerable.Range(0, Draws).Average(_ => tile * Draw(random, 64, a).Chunk(tile).Count(part => part.Any(x => x)));
        Assert.Equal(mean, result.Traffic.Single(t => t is { Level: "DRAM", Tensor: "B" }).Sparse!.ActualReads, 1 + mean * 0.03);
        Assert.Equal(mean, result.Traffic.Single(t => t is { Level: "Buffer", Tensor: "B" }).Sparse!.ActualFills, 1 + mean * 0.03);
    }

    [Theory]
    [InlineData(0.1)]
    [InlineData(0.7)]
    public void Energy_is_what_the_counted_accesses_cost(double a)
    {
        var result = Evaluate(a, 1, 64, 4, """
            action_optimization: [{type: gating, options: [{target: B, condition_on: [A]}]}]
            """, "");
        var random = new Random(3);
        var read = Enumerable.Range(0, Draws).Average(_ => Draw(random, 64, a).Count(x => x));
        // B is filled once, 3 pJ a word, and read for each element of A that is not zero, 2 pJ; a read that is held still costs 0.5 pJ.
        var picojoules = 64 * 3 + read * 2 + (64 - read) * 0.5;
        Assert.Equal(picojoules, result.Traffic.Single(t => t is { Level: "Buffer", Tensor: "B" }).Picojoules, picojoules * 0.02);
    }

    private static bool[] Draw(Random random, int size, double density)
    {
        var drawn = Enumerable.Range(0, size).Select(i => i < Math.Ceiling(size * density - 1e-9)).ToArray();
        random.Shuffle(drawn);
        return drawn;
    }

    private static NestResult Evaluate(double a, double b, int size, int tile, string buffer, string dram)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $$$"""
            architecture: {version: 0.4, subtree: [{name: s, local: [
              {name: DRAM, class: DRAM, attributes: {width: 8, datawidth: 8}}, {name: Buffer, class: regfile, attributes: {depth: 512, width: 8, datawidth: 8}}, {name: mac, class: intmac}]}]}
            problem:
              shape: {dimensions: [K, M], data_spaces: [{name: A, projection: [[[K]]]}, {name: B, projection: [[[K]]]}, {name: Z, projection: [[[M]]], read_write: true}]}
              instance: {K: {{{size}}}, M: 1, densities: {A: {distribution: hypergeometric, density: {{{a}}} }, B: {distribution: hypergeometric, density: {{{b}}} } } }
            mapping: [{target: DRAM, type: temporal, factors: K={{{size / tile}}} }, {target: Buffer, type: temporal, factors: K={{{tile}}} }]
            sparse_optimizations:
              targets:
              - name: DRAM
                {{{dram}}}
              - name: Buffer
                {{{buffer}}}
            ERT: {tables: [{name: s.DRAM, actions: [{name: read, energy: 100}, {name: write, energy: 100}]},
              {name: s.Buffer, actions: [{name: read, energy: 2}, {name: gated_read, energy: 0.5}, {name: write, energy: 3}]}, {name: s.mac, actions: [{name: compute, energy: 1}]}]}
            """);
        var diagnostics = new DiagnosticBag();
        var input = TimeloopReader.ReadTexts([("drawn.yaml", text)], diagnostics);
        diagnostics.ThrowIfErrors();
        return new NestEvaluator(input!.Workload, input.Architecture).Evaluate(input.Mapping!);
    }
}
