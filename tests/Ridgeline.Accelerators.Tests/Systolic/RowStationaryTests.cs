using Ridgeline.Accelerators.Systolic;
using Ridgeline.Accelerators.Systolic.Folds;
using Ridgeline.Accelerators.Systolic.RowSets;
using Ridgeline.Graphs.Operators;
using Ridgeline.Quantities;

namespace Ridgeline.Accelerators.Tests.Systolic;

/// <summary>Row-stationary arrays: physics on random layers, and the counts of one pass against loops written out.</summary>
public sealed class RowStationaryTests
{
    private const int Cases = 2000;

    [Fact]
    public void Nothing_beats_its_roofline_and_more_is_never_slower() => Parallel.For(0, Cases, seed =>
    {
        var random = new Random(seed);
        var (array, load) = (Array(random), Load(random));
        var what = $"{seed} {array} {load}";
        var cost = RowStationary.Cost(array, load);
        Assert.True(cost.StallCycles >= 0, what);
        Assert.True(cost.Cycles * array.MacsPerCycle >= (double)load.Product.Macs, what);
        Assert.True(cost.Cycles * array.BytesPerCycle >= (cost.DramReads + (double)cost.DramWrites) * array.WordBytes * (1 - 1e-9) - 1, what);
        Assert.InRange(cost.MappingEfficiency, 1e-9, 1 + 1e-9);
        Assert.True(cost.DramReads >= (load.InputWords + load.WeightWords) * load.Product.Count * 0.999, what);
        Assert.True(cost.DramWrites >= (double)load.Product.M * load.Product.N * load.Product.Count, what);
        Assert.Equal(cost.Sram.Outputs - cost.Sram.Sums, load.Product.M * load.Product.N * load.Product.Count);
        Assert.True(RowStationary.Cost(array with { BytesPerCycle = array.BytesPerCycle * 2 }, load).Cycles <= cost.Cycles, $"bandwidth {what}");
        Assert.True(RowStationary.Cost(array with { InputSize = array.InputSize * 3 }, load).Cycles <= cost.Cycles, $"buffer {what}");
        var wider = array.RowCells! with { BufferBytesPerCycle = array.RowCells.BufferBytesPerCycle * 2 };
        Assert.True(RowStationary.Cost(array with { RowCells = wider }, load).Cycles <= cost.Cycles, $"buffer's bandwidth {what}");
    });

    // Each pass, set, PE, image, filter, channel and tap in turn: what a PE does is counted one by one.
    [Fact]
    public void Cycles_cells_and_words_are_those_of_the_loops_written_out() => Parallel.For(0, 300, seed =>
    {
        var random = new Random(seed);
        var (array, load) = (Array(random), Load(random));
        var (map, best) = RowStationary.Best(array, load);
        var layer = RowConvolution.Of(load.Product, array.Rows, array.RowCells!);
        var (plane, counted) = (layer.Plane, new Loops(layer, map));
        Assert.Equal(counted.Cycles * layer.Count, best.ComputeCycles);
        Assert.Equal((double)counted.Cells * layer.Count, best.MappedCells);
        Assert.Equal(plane.KernelHeight * counted.SumsOut * layer.Count, best.Hops);
        Assert.True(counted.MostCells <= array.Rows * array.Columns, $"{seed} {map}");
        Assert.True(map.Channels * plane.KernelWidth <= array.RowCells!.InputWords && map.Filters <= array.RowCells.SumWords
            && map.Channels * map.Filters * plane.KernelWidth <= array.RowCells.FilterWords, $"{seed} {map}");
    });

    // What is left of a dimension in a pass, spread over sets.
    private sealed class Loops
    {
        public Loops(RowConvolution layer, RowMapping map)
        {
            var plane = layer.Plane;
            for (var top = 0L; top < plane.Height; top += map.Rows)
            {
                var rows = Math.Min(map.Rows, plane.Height - top);
                for (var image = 0L; image < plane.Images; image += map.Images)
                {
                    var images = Math.Min(map.Images, plane.Images - image);
                    for (var filter = 0L; filter < layer.Filters; filter += map.PassFilters)
                    {
                        var (filters, filterSets) = Each(Math.Min(map.PassFilters, layer.Filters - filter), map.FilterSets);
                        for (var channel = 0L; channel < layer.Channels; channel += map.PassChannels)
                        {
                            var (channels, channelSets) = Each(Math.Min(map.PassChannels, layer.Channels - channel), map.ChannelSets);
                            Cycles += images * filters * channels * plane.KernelWidth * plane.Width;
                            Cells += plane.KernelHeight * rows * channelSets * filterSets;
                            MostCells = Math.Max(MostCells, plane.KernelHeight * rows * channelSets * filterSets);
                            SumsOut += images * rows * plane.Width * Math.Min(map.PassFilters, layer.Filters - filter) * channelSets;
                        }
                    }
                }
            }
        }

        public long Cycles { get; }

        public long Cells { get; }

        public long MostCells { get; }

        public long SumsOut { get; }

        private static (long Each, long Sets) Each(long size, long sets)
        {
            var each = (size + sets - 1) / sets;
            return (each, (size + each - 1) / each);
        }
    }

    private static SystolicArray Array(Random random) => RandomArrays.Array(random) with
    {
        Rows = random.Next(1, 20), Columns = random.Next(1, 20), Count = 1, Dataflow = Dataflow.RowStationary, InputSize = new(random.Next(64, 200_000)),
        BytesPerCycle = random.Next(1, 40), RowCells = new(random.Next(1, 30), random.Next(1, 300), random.Next(1, 40), random.Next(2) == 0 ? double.PositiveInfinity : random.Next(1, 64), new Joules(1e-12)),
    };

    private static ProductLoad Load(Random random)
    {
        var count = random.Next(1, 4);
        if (random.Next(4) == 0) return ProductLoad.Of(new(random.Next(1, 300), random.Next(1, 300), random.Next(1, 300), count));
        var (kernelHeight, kernelWidth, stride) = (random.Next(1, 8), random.Next(1, 8), random.Next(1, 4));
        var (height, width, images) = (random.Next(1, 30), random.Next(1, 30), random.Next(1, 5));
        var plane = new PlaneWindow(images, ((height - 1) * stride) + kernelHeight, ((width - 1) * stride) + kernelWidth, height, width, kernelHeight, kernelWidth, stride);
        var (channels, filters) = (random.Next(1, 100), random.Next(1, 100));
        var product = new MatrixProduct((long)images * height * width, filters, (long)kernelHeight * kernelWidth * channels, count) { Window = plane };
        // Strides larger than the kernel leave out rows and columns; they are fetched all the same.
        return new(product, images * (double)channels * plane.InputHeight * plane.InputWidth, (double)product.K * product.N);
    }
}
