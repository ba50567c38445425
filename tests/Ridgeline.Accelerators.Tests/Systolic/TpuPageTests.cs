using System.Globalization;
using System.Text;
using Ridgeline.Accelerators.Systolic.Networks;
using Ridgeline.Graphs;
using Ridgeline.Tests;

namespace Ridgeline.Accelerators.Tests.Systolic;

/// <summary>The first TPU's six applications, simulated, against Table 3 of Jouppi et al., ISCA 2017: where its cycles go.</summary>
public sealed class TpuPageTests
{
    private const string Head = """
        # Where the first TPU's cycles go

        Written by a test from `shared/data/facts/tpu_v1_apps.csv` (Jouppi et al., ISCA 2017, Tables 1 and 3) with `zoo:tpu-*` at the batch of the table, `ridgeline simulate zoo:tpu-mlp0 --on tpuv1 --batch 200`
        and so on. Nothing is fitted. Each cell is *paper / simulated*, in percent of all cycles. *Active*: operands stream through the array; *useful* and *unused* are its MACs in use and idle;
        *weight stall*: the array waits for a tile of weights; *weight shift*: a tile that came is shifted in (256 cycles) and nothing streams; *non-matrix*: everything else, filling and draining the array included, and
        *of it host*: inputs and results over PCIe (the paper's *input stalls*, from its table 3, beside it). *Buffer*: the most activations alive at once, in MiB (the paper's table 8).

        | application | active | useful MACs | unused MACs | weight stall | weight shift | non-matrix | of it host | TOPS | buffer, MiB |
        |---|---:|---:|---:|---:|---:|---:|---:|---:|---:|

        """;

    private const string Tiles = """

        ## Tiles of weights, counted from the table

        Where every layer multiplies by weights, a run takes 2 x weights x batch / TOPS. The share of weight shifts in its cycles, over 256, is how many tiles were shifted in while nothing else held the array: a lower
        bound (MLP1's 5 M weights fill 76 tiles at least). Fetching these tiles, or those that the weights fill if they are more, takes 85 to 91 % of the run at 34 GB/s (1353 cycles each), in LSTM1 as in the other
        three: the weight memory is as busy everywhere, and what is not published is how many tiles there are.

        | application | cycles of a run | tiles shifted in | filled by weights | fetching the more of them, % of the run | cycles that stream, a shift | batch | tiles simulated |
        |---|---:|---:|---:|---:|---:|---:|---:|

        """;

    private const string Tail = """

        ## The differences, and why

        * **Weights set the pace of MLPs and LSTMs**: a tile of 64 KiB takes 1353 cycles from DDR3 at 34 GB/s; a batch of 200 streams for 200 of them and the shift takes 256. This is what the table shows, too: MLP0's
          12.7 % active and 15.9 % shift are 200 and 250 of 1575 cycles a tile.
        * **Inputs come over PCIe** (14 GB/s and 1 us) before the first layer starts, and results go back: a run by itself overlaps nothing but the first tile of weights. The paper's input stalls are of that size for
          MLPs and CNN0; with several batches in flight, as it was deployed, part of it hides.
        * **Non-matrix cycles are still too few.** The paper counts stalls of reads after writes (RAW, 3 to 23 %): a layer waits until the last results of the one before have passed the activation unit and the buffer. Here that
          wait is the drain of the array (R + C cycles), which is less than 1 % of these layers. What else holds the matrix unit (instructions, synchronisation) the paper does not split; nothing is put in for it.
        * **LSTM1** has 37 layers whose sizes were never published. Its table says 6.3 % useful and 4.2 % unused MACs: matrices of which much of a 256 x 256 tile stays empty ("600 x 600 takes nine tiles"). The shapes of the
          zoo are chosen by that share and take the tiles of the last column; the chip shifted in a third more at least. A third more tiles at 1353 cycles, and the 2.7 points of non-matrix cycles that the simulation
          lacks, are the whole difference of 39 %. Shapes with as many tiles would stream 192 cycles for each (two a row) where the table says 157: no shapes of whole tiles give both, and the zoo's are left.
        * **LSTM0** streams two cycles a row: 133 for 64 examples. Activations of 16 bits do that (half speed with weights of 8 bits), and the TOPS of the table say so, too: 3.7 of 92 are 4.0 %, useful MACs 8.2 %. The
          simulation has 8-bit activations: half the active cycles, the same time, because weights set the pace.
        * **CNN0** computes nearly all the time, in both. Of its non-matrix share of 21.8 % (paper) 3.5 are RAW and 3.4 input stalls; the other 15 the paper does not explain.
        * **CNN1** of the zoo has the right counts of layers, weights and operations, and not the original's shapes: at batch 32 its activations need far more than the 13.9 MiB that the original took (table 8), spill to the
          weight memory, and that is most of its non-matrix share and of its too few active cycles. A batch in parts would keep them on the chip; the simulation does not look for that. Pools are made as results leave the
          activation unit, as on the chip; those at the head of a branch, on inputs that several layers read, are a pass of their own.
        * **Buffer.** One batch of the MLPs and LSTMs takes far less than the paper's 2 to 11 MiB: what else was kept there it does not say.
        * The host's own time beside the TPU's (11 to 76 %, table 5) is in neither.

        """;

    [Fact]
    public void The_page_says_what_the_simulation_says()
    {
        var (page, tiles) = (new StringBuilder(Head.ReplaceLineEndings("\n")), new StringBuilder(Tiles.ReplaceLineEndings("\n")));
        var lines = File.ReadAllLines(SharedData.Get("facts/tpu_v1_apps.csv"));
        var heads = lines[0].Split(',');
        foreach (var line in lines.Skip(1).Where(l => l.Length > 0))
        {
            var row = line.Split(',');
            double Of(string column) => double.Parse(row[System.Array.IndexOf(heads, column)], CultureInfo.InvariantCulture);
            var batch = (int)Of("batch");
            var simulation = NetworkSimulator.Simulate(NetworkTests.Profile($"tpu-{row[0].ToLowerInvariant()}?batch={batch}", false, ElementType.Int8), NetworkTests.Array("tpuv1", null));
            var total = simulation.Total;
            var products = simulation.Layers.Where(l => l.ActiveCycles > 0).ToList();
            double Share(long cycles) => 100d * cycles / total.Cycles;
            var (active, useful, shift) = (Share(total.ActiveCycles), 100 * total.Utilisation, Share(total.ShiftCycles));
            var stall = Share(products.Sum(l => Math.Max(0, Math.Min(l.StallCycles, l.Cycles - l.ActiveCycles - l.ShiftCycles))));
            var host = Share(simulation.Layers.Where(l => l.Span!.Op == "Transfer").Sum(l => l.Cycles));
            var tops = 2 * total.Utilisation * simulation.Array.MacsPerCycle * simulation.Array.Clock.Value / 1e12;
            page.Append(CultureInfo.InvariantCulture, $"| {row[0]} | {Pair("array_active_pct", active)} | {Pair("useful_macs_pct", useful)} | {Pair("unused_macs_pct", active - useful)} | "
                + $"{Pair("weight_stall_pct", stall)} | {Pair("weight_shift_pct", shift)} | {Pair("non_matrix_pct", 100 - active - shift - stall)} | "
                + $"{Pair("input_stall_pct", host)} | {Pair("tops", tops)} | {Pair("ub_MiB", simulation.PeakActivations!.Value.Value / (double)(1 << 20))} |\n");
            Assert.InRange(active, 0, 100);
            Assert.InRange(useful, 0, active + 1e-9);
            Assert.InRange(tops, 0, 92);
            // Who is bound by weights and who by the array is not in doubt.
            Assert.Equal(Of("weight_stall_pct") > 40, stall > 40);
            Assert.Equal(Of("array_active_pct") > 70, active > 70);

            if (Of("layers_conv") == 0)
            {
                var run = 2 * Of("weights_M") * 1e6 * batch / (Of("tops") * 1e12) * simulation.Array.Clock.Value;
                var shifted = run * Of("weight_shift_pct") / 100 / 256;
                var filled = Of("weights_M") * 1e6 / 65536;
                var fetching = 65536 / 34e9 * simulation.Array.Clock.Value * Math.Max(shifted, filled) / run;
                tiles.Append(CultureInfo.InvariantCulture, $"| {row[0]} | {run:N0} | {shifted:N0} | {filled:N0} | {100 * fetching:0} | {run * Of("array_active_pct") / 100 / shifted:N0} | {batch} | "
                    + $"{total.DramLoads / 65536d:N0} |\n");
                Assert.InRange(fetching, 0.8, 1);
            }

            string Pair(string column, double value) => string.Create(CultureInfo.InvariantCulture, $"{Of(column):0.0} / {Math.Max(0, value):0.0}");
        }
        page.Append(tiles).Append(Tail.ReplaceLineEndings("\n"));
        ValidationPage.Same("tpu-v1-cycles.md", page.ToString());
    }
}
