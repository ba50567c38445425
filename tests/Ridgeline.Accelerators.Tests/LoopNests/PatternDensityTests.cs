using Ridgeline.Accelerators.LoopNests.Analysis;
using Ridgeline.Accelerators.LoopNests.Sparsity;
using Ridgeline.Accelerators.LoopNests.Timeloop;
using Ridgeline.Diagnostics;

namespace Ridgeline.Accelerators.Tests.LoopNests;

/// <summary>Densities that know where the non-zeros lie, against counting them one by one.</summary>
public sealed class PatternDensityTests
{
    [Fact]
    public void Boxes_of_actual_data_are_counted_one_by_one()
    {
        var random = new Random(5);
        for (var trial = 0; trial < 200; trial++)
        {
            long[] extents = [random.Next(1, 7), random.Next(1, 6), random.Next(1, 5)];
            long[] box = [.. extents.Select(extent => (long)random.Next(1, (int)extent + 1))];
            var mask = Enumerable.Range(0, (int)extents.Aggregate((a, b) => a * b)).Select(_ => random.Next(4) == 0).ToArray();
            var counts = Tiles(mask, extents, box);
            var density = new ActualDensity(mask, extents);
            Assert.Equal((double)counts.Count(c => c == 0) / counts.Count, density.ChanceEmpty(box), 1e-12);
            Assert.Equal(counts.Max(), density.Most(box));
            Assert.Equal((double)mask.Count(m => m) / mask.Length, density.Density, 1e-12);
        }
    }

    [Fact]
    public void A_band_is_the_matrix_that_it_stands_for()
    {
        var random = new Random(6);
        for (var trial = 0; trial < 500; trial++)
        {
            var (rows, columns, band) = (random.Next(1, 20), random.Next(1, 20), random.Next(0, 8));
            var mask = Enumerable.Range(0, rows * columns).Select(i => Math.Abs(i / columns - i % columns) <= band).ToArray();
            var (actual, banded) = (new ActualDensity(mask, [rows, columns]), new BandedDensity(rows, columns, band));
            long[] box = [random.Next(1, rows + 1), random.Next(1, columns + 1)];
            var what = $"{rows} x {columns}, band {band}, tiles of {box[0]} x {box[1]}";
            Assert.True(Math.Abs(actual.Density - banded.Density) < 1e-12, what);
            Assert.True(Math.Abs(actual.ChanceEmpty(box) - banded.ChanceEmpty(box)) < 1e-12, what);
            Assert.True(actual.Most(box) == banded.Most(box), $"{what}: {actual.Most(box)}, {banded.Most(box)}");
        }
    }

    [Fact]
    public void A_mask_beside_the_file_decides_what_is_skipped()
    {
        var folder = Directory.CreateTempSubdirectory("ridgeline-mask");
        // Columns of B are reads of A that are passed over where a row of B's part is empty: three of four tiles of two are.
        File.WriteAllText(Path.Combine(folder.FullName, "mask.txt"), "0 0 0 0\n0 0 0 0\n0 0 7.5 0\n0 0 -1 2\n");
        var path = Path.Combine(folder.FullName, "problem.yaml");
        File.WriteAllText(path, """
            architecture: {subtree: [{name: s, local: [{name: DRAM, class: DRAM, attributes: {width: 8, datawidth: 8}}, {name: Buffer, class: SRAM, attributes: {depth: 64, width: 8, datawidth: 8}}, {name: mac, class: intmac}]}]}
            problem:
              shape: gemm_ABZ
              instance: {M: 2, N: 4, K: 4, densities: {B: {distribution: actual_data, data_file_path: mask.txt}}}
            mapping: [{target: Buffer, type: temporal, factors: M2 N2 K2, permutation: MNK}, {target: DRAM, type: temporal, factors: N2 K2, permutation: KN}]
            sparse_optimizations: {targets: [{name: Buffer, action_optimization: [{type: skipping, target: A, condition_on: [B]}]}]}
            """);
        var diagnostics = new DiagnosticBag();
        var input = TimeloopReader.Read([path], diagnostics);
        folder.Delete(recursive: true);
        Assert.Empty(diagnostics.Errors);
        var density = input!.Workload.Tensors[1].Density!;
        Assert.Equal((3.0 / 16, 0.75, 3), (density.Density, density.ChanceEmpty([2, 2]), density.Most([2, 2])));
        // A row of A meets single elements of B: 13 of 16 are empty.
        var reads = new NestEvaluator(input.Workload, input.Architecture).Evaluate(input.Mapping!).Traffic.Single(t => t is { Level: "Buffer", Tensor: "A" });
        Assert.Equal((32L, 6L, 26L), (reads.Reads, reads.Sparse!.ActualReads, reads.Sparse.SkippedReads));
    }

    [Theory]
    [InlineData("{distribution: actual_data, data_file_path: nowhere.txt}", "NEST109")]
    [InlineData("{distribution: actual_data}", "NEST103")]
    [InlineData("{distribution: banded, band_width: -1}", "NEST109")]
    [InlineData("{distribution: wild}", "NEST109")]
    [InlineData("{density: 2}", "NEST109")]
    [InlineData("{distribution: hypergeometric}", "NEST103")]
    public void What_is_no_density_is_an_error(string density, string code)
    {
        var diagnostics = new DiagnosticBag();
        TimeloopReader.ReadTexts([("d.yaml", "architecture: {}\nproblem: {shape: gemm_ABZ, M: 2, N: 4, K: 4, densities: {B: " + density + "}}\n")], diagnostics);
        Assert.Equal((code, 2), (diagnostics.Errors.First().Code, diagnostics.Errors.First().Spot.Line ?? 0));
    }

    private static List<long> Tiles(bool[] mask, long[] extents, long[] box)
    {
        var counts = new Dictionary<(long, long, long), long>();
        for (var i = 0; i < mask.Length; i++)
        {
            var (a, b, c) = (i / (extents[1] * extents[2]), i / extents[2] % extents[1], i % extents[2]);
            var tile = (a / box[0], b / box[1], c / box[2]);
            counts[tile] = counts.GetValueOrDefault(tile) + (mask[i] ? 1 : 0);
        }
        return [.. counts.Values];
    }
}
