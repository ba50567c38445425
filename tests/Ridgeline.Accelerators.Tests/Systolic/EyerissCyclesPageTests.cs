using System.Globalization;
using System.Text;
using Ridgeline.Accelerators.Systolic;
using Ridgeline.Accelerators.Systolic.Folds;
using Ridgeline.Accelerators.Systolic.Networks;
using Ridgeline.Accelerators.Systolic.RowSets;
using Ridgeline.Graphs;
using Ridgeline.Tests;

namespace Ridgeline.Accelerators.Tests.Systolic;

/// <summary>Eyeriss and AlexNet, simulated, against table V of Chen et al., JSSC 2017.</summary>
public sealed class EyerissCyclesPageTests
{
    // e, r, t, p, q, n: from memory of the paper; those of CONV3 from its published traffic.
    private static readonly RowMapping[] s_chip = [new(7, 1, 2, 16, 1, 1), new(27, 1, 1, 16, 2, 1), new(13, 2, 2, 16, 3, 4), new(13, 2, 2, 16, 3, 4), new(13, 2, 2, 16, 3, 4)];

    private const string Head = """
        # Eyeriss, simulated row by row

        Written by a test from `eyeriss_v1_alexnet_N4.csv` (Chen et al., JSSC 2017, table V; batch 4) with `ridgeline simulate "zoo:alexnet?variant=original" --on eyeriss1 --batch 4 --precision int16`. Nothing is
        fitted. The link is taken as 64 bits at 60 MHz, as in [eyeriss.md](eyeriss.md): the catalogue's 16 bits cannot have moved CONV1's 5.0 MB in 20.9 ms. Words are of 16 bits. Each cell is *published / simulated*.

        | layer | processing, ms | active PEs | buffer, MB | DRAM, MB | chip, mJ | arithmetic | scratchpads | cell to cell | buffer | static | DRAM of the product, beside it, mJ |
        |---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|

        """;

    private const string Middle = """

        The same counts under the mapping that the chip ran (letters of the paper; from memory of it, CONV3's from the traffic in its table), by no search:

        | layer | e | r | t | p | q | n | active PEs, published / counted | buffer MB, published | counted | error |
        |---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|

        """;

    private const string Tail = """

        ## The differences, and why

        * **Buffer.** Under the chip's mapping each count is within 1.5 % of what was measured: each sum is written once for each pass of channels and read back for all but the first, the input is read once for each pass of filters,
          weights once for each strip and batch. The search finds mappings for CONV2 to 5 that are as fast and cost less energy by the model's prices (more channels a pass: fewer sums to and fro) than the one that the chip ran.
        * **Time.** The simulation knows no ramp of a pass, no loading of its configuration, and no wait between passes; the chip's 10 to 16 % above it are those.
        * **Active PEs** are those of a full pass on the chip; simulated, the mean over all passes.
        * **DRAM.** The chip packs runs of zeros in activations; here words are dense, and the results of ReLU are what is written. Padding is not fetched.
        * **Energy.** Published is power times time of the chip without DRAM, with no split by level in the table. Energies an access are those of ISCA 2016, table IV (scratchpad 1, neighbour 2, buffer 6, DRAM 200 MACs of 16 bits);
          each MAC makes four accesses to scratchpads, at zeros of the input as well, where the chip stands still (up to 79 % of inputs). The clock network, about a third of the chip's power, is in none of the parts.

        """;

    [Fact]
    public void The_page_says_what_the_simulation_says()
    {
        var rows = File.ReadAllLines(SharedData.Get("facts/eyeriss_v1_alexnet_N4.csv")).Skip(1).Take(5).Select(line => line.Split(',')).ToList();
        var array = NetworkTests.Array("eyeriss1", null) with { BytesPerCycle = 0.48e9 / 0.2e9 };
        Assert.Equal(Dataflow.RowStationary, array.Dataflow);
        var simulation = NetworkSimulator.Simulate(NetworkTests.Profile("alexnet?variant=original&batch=4", false, ElementType.Int16), array);
        var layers = simulation.Layers.Where(l => l.Products.Count > 0).Take(5).ToList();
        var (page, chips) = (new StringBuilder(Head.ReplaceLineEndings("\n")), new StringBuilder(Middle.ReplaceLineEndings("\n")));
        for (var i = 0; i < 5; i++)
        {
            var (row, layer) = (rows[i], layers[i]);
            double Energy(params string[] kinds) => layer.Span!.Energy.Where(e => kinds.Contains(e.Kind)).Sum(e => e.Energy.Value) * 1e3;
            var buffer = Megabytes(layer.SramReads + layer.SramWrites);
            // ReLU is made on the way; what it writes are the layer's results.
            var dram = simulation.Layers.SkipWhile(l => l != layer).TakeWhile((l, at) => at == 0 || l.Span!.Unit.Length == 0).Sum(l => l.DramReads + l.DramWrites);
            var chip = Published(row, 1) * Published(row, 2) / 1e3;
            page.Append(CultureInfo.InvariantCulture, $"| {row[0]} | {row[3]} / {layer.Span!.Duration.Value * 1e3:0.0} | {row[5]} / {layer.MappingEfficiency * 168:0} | {row[8]} / {buffer:0.0} | "
                + $"{row[9]} / {Megabytes(dram):0.0} | {chip:0.0} / {(layer.Energy.Value * 1e3) - Energy("main memory"):0.0} | {Energy("arithmetic"):0.0} | {Energy("scratchpads"):0.0} | "
                + $"{Energy("cell to cell"):0.0} | {Energy("operands", "sums"):0.0} | {Energy("static"):0.0} | {Energy("main memory"):0.0} |\n");
            Assert.InRange(layer.Span.Duration.Value * 1e3 / Published(row, 3), 0.7, 1.05);

            // The input is that of the layer without padding; each group by itself.
            var product = layer.Products[0];
            var window = product.Window!;
            var load = new ProductLoad(product, (double)window.Images * window.InputHeight * window.InputWidth * product.K / (window.KernelHeight * window.KernelWidth), product.K * (double)product.N);
            var cost = RowStationary.Cost(array, load, s_chip[i]);
            var (counted, published, cells) = (Megabytes(cost.Sram.Reads + cost.Sram.Outputs), Published(row, 8), Cells(s_chip[i], window.KernelHeight));
            var map = s_chip[i];
            chips.Append(CultureInfo.InvariantCulture, $"| {row[0]} | {map.Rows} | {map.ChannelSets} | {map.FilterSets} | {map.Filters} | {map.Channels} | {map.Images} | {row[5]} / {cells} | "
                + $"{published:0.0} | {counted:0.0} | {(counted / published) - 1:0.0 %} |\n");
            Assert.Equal(Published(row, 5), cells);
            Assert.InRange(counted / published, 0.985, 1.015);
        }
        ValidationPage.Same("eyeriss-cycles.md", page.Append(chips).Append(Tail.ReplaceLineEndings("\n")).ToString());
    }

    private static long Cells(RowMapping map, long height) => height * map.Rows * map.ChannelSets * map.FilterSets;

    private static double Published(string[] row, int column) => double.Parse(row[column], CultureInfo.InvariantCulture);

    private static double Megabytes(long words) => words * 2 / 1e6;
}
