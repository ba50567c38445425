using Ridgeline.Accelerators.Systolic;
using Ridgeline.Accelerators.Systolic.ScaleSim;

namespace Ridgeline.Accelerators.Tests.Systolic;

/// <summary>The fast simulation against SCALE-Sim's mechanism spelled out, on random layers and configurations far from those of the golden runs.</summary>
public sealed class LiteralTests
{
    [Fact]
    public void Random_layers_and_configurations_give_what_the_mechanism_gives_step_by_step()
    {
        Parallel.For(0, 600, seed =>
        {
            var random = new Random(seed);
            var config = new ScaleSimConfig
            {
                RunName = "random", Rows = random.Next(1, 24), Columns = random.Next(1, 24), Dataflow = Dataflows.All[seed % 3], IsUserBandwidth = random.Next(2) == 0,
                InputKilobytes = random.Next(1, 4), FilterKilobytes = random.Next(1, 4), OutputKilobytes = random.Next(1, 4),
                InputBandwidth = random.Next(1, 40), FilterBandwidth = random.Next(1, 40), OutputBandwidth = random.Next(1, 40),
            };
            Same(seed, Layer(random), config);
        });
    }

    // One row, one column, arrays longer than the product, a word a cycle, lines longer than the memory, memories for everything, strides beyond the filter.
    [Fact]
    public void Extremes_give_what_the_mechanism_gives_step_by_step()
    {
        int[] extents = [1, 1, 2, 3, 7, 16, 33, 64];
        int[] bandwidths = [1, 1, 2, 7, 64, 300, 2000];
        long[] sizes = [1, 1, 2, 8, 64, 512];
        Parallel.For(0, 600, seed =>
        {
            var random = new Random(100_000 + seed);
            T Any<T>(T[] values) => values[random.Next(values.Length)];
            var config = new ScaleSimConfig
            {
                RunName = "extreme", Rows = Any(extents), Columns = Any(extents), Dataflow = Dataflows.All[seed % 3], IsUserBandwidth = random.Next(2) == 0,
                InputKilobytes = Any(sizes), FilterKilobytes = Any(sizes), OutputKilobytes = Any(sizes),
                InputBandwidth = Any(bandwidths), FilterBandwidth = Any(bandwidths), OutputBandwidth = Any(bandwidths),
            };
            var layer = Layer(random);
            if (random.Next(3) == 0) layer = layer with { Stride = random.Next(1, 13), StrideAcross = random.Next(1, 13) };
            if (random.Next(6) == 0) layer = ScaleSimLayer.Product("edge", Any(extents), Any(extents), Any(extents));
            Same(seed, layer, config);
        });
    }

    // Filters of which the first N of each M weights are left, in all of a layer alike or in each as many as it drew.
    [Fact]
    public void Pruned_layers_give_what_the_mechanism_gives_step_by_step()
    {
        Parallel.For(0, 600, seed =>
        {
            var random = new Random(200_000 + seed);
            var (rows, isRowWise) = (random.Next(1, 24), seed % 2 == 0);
            var blocks = Enumerable.Range(2, Math.Max(0, rows - 1)).Where(b => 2 * rows % b == 0).ToArray();
            isRowWise &= blocks.Length > 0;
            var config = new ScaleSimConfig
            {
                RunName = "sparse", Rows = rows, Columns = random.Next(1, 24), Dataflow = isRowWise ? Dataflow.WeightStationary : Dataflows.All[seed % 3],
                IsUserBandwidth = random.Next(2) == 0, InputKilobytes = random.Next(1, 4), FilterKilobytes = random.Next(1, 4), OutputKilobytes = random.Next(1, 4),
                InputBandwidth = random.Next(1, 40), FilterBandwidth = random.Next(1, 40), OutputBandwidth = random.Next(1, 40),
                Sparsity = new()
                {
                    Representation = "csr", IsRowWise = isRowWise, Seed = (uint)seed, BlockSize = isRowWise ? blocks[random.Next(blocks.Length)] : 4,
                },
            };
            var of = random.Next(1, 9);
            Same(seed, Layer(random) with { SparseOf = of, SparseKept = random.Next(1, of + 1) }, config);
        });
    }

    private static void Same(int seed, ScaleSimLayer layer, ScaleSimConfig config)
    {
        var ours = ScaleSimulator.Run(layer, config);
        var theirs = Literal(layer, config);
        Assert.True(theirs == (ours.Total, ours.Stalls, ours.TotalWithPrefetch, ours.InputSram, ours.FilterSram, ours.OutputSram, ours.InputDram, ours.FilterDram, ours.OutputDram),
            $"{seed} {layer} {config}\n{theirs}\n{ours}");
        var filters = new LiteralMatrices(layer, config).FilterDemand;
        if (config.Dataflow != Dataflow.WeightStationary) return;
        var cells = (double)FoldPlan.Of(layer, config).Folds * config.Rows * config.Columns;
        Assert.Equal(100 * filters.Sum(row => row.Count(a => a >= 0)) / cells, ours.MappingEfficiency, 1e-9);
    }

    private static ScaleSimLayer Layer(Random random)
    {
        if (random.Next(3) == 0) return ScaleSimLayer.Product("gemm", random.Next(1, 90), random.Next(1, 90), random.Next(1, 90));
        var (filterHeight, filterWidth) = (random.Next(1, 6), random.Next(1, 6));
        return new()
        {
            Name = "conv", InputHeight = filterHeight + random.Next(12), InputWidth = filterWidth + random.Next(12), FilterHeight = filterHeight, FilterWidth = filterWidth,
            Channels = random.Next(1, 12), Filters = random.Next(1, 60), Stride = random.Next(1, 5),
        };
    }

    private static (long, long, long, DramTraffic, DramTraffic, DramTraffic, DramTraffic, DramTraffic, DramTraffic) Literal(ScaleSimLayer layer, ScaleSimConfig config)
    {
        var matrices = new LiteralMatrices(layer, config);
        var input = new LiteralMemory(config.IsUserBandwidth, 1024 * config.InputKilobytes, config.InputBandwidth, matrices.InputFetch);
        var filter = new LiteralMemory(config.IsUserBandwidth, 1024 * config.FilterKilobytes, config.FilterBandwidth, matrices.FilterFetch);
        var output = new LiteralOutput(1024 * config.OutputKilobytes, config.IsUserBandwidth ? config.OutputBandwidth : config.Columns);
        var (stalls, last) = (0L, 0L);
        long[][] sram = [[-1, 0, 0], [-1, 0, 0], [-1, 0, 0]];
        for (var i = 0; i < matrices.InputDemand.Count; i++)
        {
            var cycle = i + stalls;
            var (inputs, filters) = (input.Serve(matrices.InputDemand[i], cycle), filter.Serve(matrices.FilterDemand[i], cycle));
            last = output.Take(matrices.OutputDemand[i], cycle);
            See(sram[0], matrices.InputDemand[i], cycle + inputs);
            See(sram[1], matrices.FilterDemand[i], cycle + filters);
            See(sram[2], matrices.OutputDemand[i], last);
            stalls += Math.Max(inputs - 1, Math.Max(filters - 1, last - cycle));
        }
        input.Finish();
        filter.Finish();
        output.Finish(last);
        // Words are counted by whole folds, windows that reach beyond the input included; output stationary adds R + C a fold.
        var plan = FoldPlan.Of(layer, config);
        var (m, n, k) = ((long)layer.M, (long)layer.N, (long)matrices.Depth);
        var words = config.Dataflow switch
        {
            Dataflow.WeightStationary when config.Sparsity is { IsRowWise: true }
                => (plan.Folds * (m + config.Rows - 1) * matrices.InputDemand[0].Length, k * n, m * n * plan.RowFolds),
            Dataflow.WeightStationary => (m * k * plan.ColumnFolds, k * n, m * n * plan.RowFolds),
            Dataflow.InputStationary => (m * k, k * n * plan.ColumnFolds, m * n * plan.RowFolds),
            _ => (m * k * plan.ColumnFolds, k * n * plan.RowFolds, (m * n) + (plan.Folds * (config.Rows + config.Columns))),
        };
        return (last, stalls, output.Last - Math.Min(input.First, filter.First), new(sram[0][0], sram[0][1], words.Item1), new(sram[1][0], sram[1][1], words.Item2),
            new(sram[2][0], sram[2][1], words.Item3), new(input.First, input.Last, input.Words), new(filter.First, filter.Last, filter.Words),
            new(output.First, output.Last, output.Words));
    }

    private static void See(long[] sram, int[] row, long cycle)
    {
        if (!row.Any(a => a >= 0)) return;
        if (sram[0] < 0) sram[0] = cycle;
        sram[1] = cycle;
    }
}
