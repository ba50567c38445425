using Ridgeline.Accelerators.LoopNests;
using Ridgeline.Accelerators.LoopNests.Analysis;
using Ridgeline.Accelerators.LoopNests.Sparsity;
using Ridgeline.Accelerators.LoopNests.Timeloop;
using Ridgeline.Diagnostics;

namespace Ridgeline.Accelerators.Tests.LoopNests;

/// <summary>Sparse nests against published outputs of Sparseloop: the designs of timeloop-accelergy-exercises/workspace/example_designs/sparseloop.</summary>
public sealed class SparseNestTests
{
    private const string Matrices = """
        architecture: {version: 0.4, subtree: [{name: system, local: [
          {name: BackingStorage, class: SRAM, attributes: {depth: 512, width: 32, datawidth: 8, metadata_storage_depth: 128, metadata_storage_width: 4, metadata_datawidth: 4}},
          {name: Buffer, class: regfile, attributes: {depth: 64, width: 8, datawidth: 8, metadata_storage_depth: 64, metadata_storage_width: 4, metadata_datawidth: 4, read_bandwidth: 5, write_bandwidth: 5}},
          {name: mac, class: intmac}]}]}
        problem:
          shape:
            dimensions: [M, N, K]
            data_spaces: [{name: A, projection: [[[M]], [[K]]]}, {name: B, projection: [[[N]], [[K]]]}, {name: Z, projection: [[[M]], [[N]]], read_write: true}]
          instance: {M: 8, N: 8, K: 8, densities: {A: {distribution: fixed_structured, density: 0.25}, B: {distribution: fixed_structured, density: 0.5}}}
        mapping:
        - {target: BackingStorage, type: temporal, factors: "K=1,M=1,N=4", permutation: NKM}
        - {target: Buffer, type: temporal, factors: "K=8,M=8,N=2", permutation: MNK}
        - {target: Buffer, type: bypass, bypass: [A]}
        sparse_optimizations:
          targets:
          - name: BackingStorage
            representation_format: {data_spaces: [{name: A, ranks: [{format: UOP}, {format: CP}]}, {name: B, ranks: [{format: UOP}, {format: UOP}, {format: CP}]}]}
          - name: Buffer
            representation_format: {data_spaces: [{name: B, ranks: [{format: UOP}, {format: CP}]}, {name: A, ranks: [{format: UOP}, {format: CP}]}]}
            action_optimization:
            - {type: skipping, options: [{target: A, condition_on: [B]}]}
            - {type: skipping, options: [{target: B, condition_on: [A]}]}
            - {type: skipping, options: [{target: Z, condition_on: [A, B]}]}
        """;

    private const string Convolution = """
        architecture: {version: 0.4, subtree: [{name: system, local: [
          {name: BackingStorage, class: SRAM, attributes: {depth: 512, width: 32, datawidth: 8, metadata_storage_depth: 128, metadata_storage_width: 4, metadata_datawidth: 4}},
          {name: inter_PE_spatial, class: dummy_storage, attributes: {width: 1, depth: 1, datawidth: 1}},
          {name: "Buffer[1..4]", class: regfile, attributes: {depth: 128, width: 8, datawidth: 8, metadata_storage_depth: 64, metadata_storage_width: 4, metadata_datawidth: 4, meshX: 4, meshY: 1}},
          {name: "mac[1..4]", class: intmac, attributes: {meshX: 4, meshY: 1}}]}]}
        problem:
          shape:
            dimensions: [M, S, Q]
            data_spaces: [{name: Weights, projection: [[[M]], [[S]]]}, {name: Inputs, projection: [[[S], [Q]]]}, {name: Outputs, projection: [[[M]], [[Q]]], read_write: true}]
          instance: {M: 16, S: 3, Q: 9, densities: {Weights: {distribution: fixed_structured, density: 0.4333}}}
        mapping:
        - {target: BackingStorage, type: temporal, factors: "S=1,Q=1,M=4", permutation: SQM}
        - {target: inter_PE_spatial, type: spatial, factors: "S=1,Q=1,M=4", permutation: SQM, split: 4}
        - {target: inter_PE_spatial, type: bypass, bypass: [Weights, Inputs, Outputs]}
        - {target: Buffer, type: temporal, factors: "S=3,Q=9,M=1", permutation: SQM}
        - {target: Buffer, type: bypass, bypass: [Weights]}
        sparse_optimizations:
          targets:
          - name: BackingStorage
            representation_format: {data_spaces: [{name: Weights, ranks: [{format: UOP}, {format: UOP}, {format: RLE}]}]}
          - name: Buffer
            representation_format: {data_spaces: [{name: Weights, ranks: [{format: RLE}]}]}
            action_optimization:
            - {type: skipping, options: [{target: Inputs, condition_on: [Weights]}]}
            - {type: skipping, options: [{target: Outputs, condition_on: [Weights]}]}
        """;

    [Fact]
    public void Compressed_matrices_with_skipping_on_both_sides()
    {
        var result = Evaluate(Matrices);
        Assert.Equal(64, result.Cycles);
        Assert.Equal(64, result.ActualComputes);
        Check(result, "Buffer", "B", [512, 64, 0], [64, 0, 192, 32, 0, 0]);
        Check(result, "Buffer", "Z", [448, 0, 512], [56, 0, 392, 0, 64, 448]);
        Check(result, "BackingStorage", "A", [512, 0, 0], [64, 0, 64, 0, 0, 0]);
        Check(result, "BackingStorage", "B", [64, 0, 0], [32, 0, 0, 0, 0, 0]);
        Check(result, "BackingStorage", "Z", [0, 0, 64], [0, 0, 0, 0, 64, 0]);
        // Offsets 72 and coordinates 64 read, 36 and 32 filled; of A 36 and 64 read; of B in the backing storage 5, 36 and 32.
        Assert.Equal((72 + 64, 36 + 32), Metadata(result, "Buffer", "B"));
        Assert.Equal((36 + 64, 0), Metadata(result, "BackingStorage", "A"));
        Assert.Equal((5 + 36 + 32, 0), Metadata(result, "BackingStorage", "B"));
        Assert.Equal([8, 16, 16, 32, 64], result.Traffic.Select(t => t.UtilisedCapacity));
        Assert.Equal([0, 56, 0, 0, 0], result.Traffic.Select(t => t.Reductions));
    }

    [Fact]
    public void Run_lengths_of_weights_and_skipping_in_space()
    {
        var result = Evaluate(Convolution);
        Assert.Equal(47, result.Cycles);
        Assert.Equal(188, result.ActualComputes);
        Check(result, "Buffer", "Inputs", [108, 11, 0], [47, 0, 61, 11, 0, 0]);
        Check(result, "Buffer", "Outputs", [72, 0, 108], [31, 0, 41, 0, 47, 61]);
        Check(result, "BackingStorage", "Weights", [432, 0, 0], [188, 0, 0, 0, 0, 0]);
        Check(result, "BackingStorage", "Inputs", [11, 0, 0], [11, 0, 0, 0, 0, 0]);
        Assert.Equal((45 + 180 + 188, 0), Metadata(result, "BackingStorage", "Weights"));
        Assert.Equal(32, result.Traffic.Single(t => t is { Level: "Buffer", Tensor: "Outputs" }).Reductions);
        Assert.Equal(21, result.Traffic.Single(t => t is { Level: "BackingStorage", Tensor: "Weights" }).UtilisedCapacity);
    }

    [Theory]
    [InlineData(20, 0.3, 5)]
    [InlineData(100, 0.02, 10)]
    [InlineData(64, 0.5, 1)]
    public void Chances_of_a_uniform_tensor_add_up(long size, double share, long tile)
    {
        var density = new UniformDensity(share, size);
        var chances = Enumerable.Range(0, (int)tile + 1).Select(n => density.Chance(tile, n)).ToList();
        Assert.Equal(1, chances.Sum(), 1e-9);
        Assert.Equal(tile * Math.Ceiling(size * share) / size, chances.Select((p, n) => p * n).Sum(), 1e-9);
        Assert.Equal(chances[0], density.ChanceEmpty(tile));
    }

    [Fact]
    public void Actual_data_are_counted()
    {
        var density = new ActualDensity([true, false, false, false, false, false, true, true]);
        Assert.Equal(3.0 / 8, density.Density);
        Assert.Equal(2.0 / 4, density.ChanceEmpty(2));
        Assert.Equal(2, density.Most(2));
        Assert.Equal(0, density.ChanceEmpty(4));
    }

    private static NestResult Evaluate(string text)
    {
        var diagnostics = new DiagnosticBag();
        var input = TimeloopReader.ReadTexts([("sparse.yaml", text)], diagnostics);
        Assert.Empty(diagnostics.Errors);
        return new NestEvaluator(input!.Workload, input.Architecture).Evaluate(input.Mapping!);
    }

    private static void Check(NestResult result, string level, string tensor, long[] dense, long[] sparse)
    {
        var t = result.Traffic.Single(t => t.Level == level && t.Tensor == tensor);
        Assert.Equal(dense, new[] { t.Reads, t.Fills, t.Updates });
        var s = t.Sparse!;
        Assert.Equal(sparse, new[] { s.ActualReads, s.GatedReads, s.SkippedReads, s.ActualFills, s.ActualUpdates, s.SkippedUpdates });
    }

    private static (long Reads, long Fills) Metadata(NestResult result, string level, string tensor)
    {
        var s = result.Traffic.Single(t => t.Level == level && t.Tensor == tensor).Sparse!;
        return (s.MetadataReads, s.MetadataFills);
    }
}
