using System.Globalization;
using System.Text;
using Ridgeline.Accelerators.Systolic;
using Ridgeline.Accelerators.Systolic.ScaleSim;
using Ridgeline.Tests;

namespace Ridgeline.Accelerators.Tests.Systolic;

/// <summary>Writes docs/validation/scale-sim.md: what of SCALE-Sim's reports is reproduced, and what is known to be wrong with them.</summary>
public sealed class ScaleSimPageTests
{
    private const string Head = """
        # SCALE-Sim's numbers, to the cycle

        Written by a test from the runs in `shared/data/golden/scalesim` (SCALE-Sim main, 1d62b68, "v3"). `ridgeline simulate TOPOLOGY.csv --on CONFIG.cfg --compat scale-sim --save DIR`
        writes `COMPUTE_REPORT.csv`, `BANDWIDTH_REPORT.csv` and `DETAILED_ACCESS_REPORT.csv` in its columns and its spelling of numbers. A row is counted below if it is theirs letter by letter.


        """;

    private const string Tail = """

        ## How

        SCALE-Sim writes down every address of every cycle. Here an operand is a base a row plus an offset a column (`AddressMatrix`), and only the cycles in which a memory *does* something are found:

        * **CALC**: each operand's memory forgets everything as soon as 50 sets of floor(words / 100) different addresses are full. A bit an address counts them (`EpochVisitor`); a whole round
          of folds without a change ends the walk, because no later round can bring one.
        * **USER**: the operand's fetch order (along diagonals if it enters skewed) is cut into sets of ceil(words / 100); a window of half the memory moves over them at each miss (`WindowVisitor`,
          a counter an address). The waits are then theirs: each move takes ceil(half / bandwidth) + 1 cycles, one after the other.
        * **Outputs** gather in lines of the bandwidth; more than half full, half is drained (`WriteBuffer`).

        A second implementation in the tests (`LiteralMatrices`, `LiteralMemory`, `LiteralOutput`) spells the mechanism out, matrices and sets in full; 600 random layers and configurations
        (arrays 1 to 23 x 1 to 23, memories of 1 to 3 kB, bandwidths 1 to 39, strides 1 to 4) give the same cycles, stalls and traffic; so do 600 extremes (arrays of one row or one column, 64 x 64 for tiny
        products, memories of 1 to 512 kB, 1 to 2000 words a cycle, strides beyond the filter and other ones across than down).

        ## What of it no hardware does: the known bugs that this mode has on purpose

        | what | here in `--compat scale-sim` | in physical mode |
        |---|---|---|
        | total cycles are the index of the last one | one less than there are | as many as there are |
        | output stationary takes R + C + K - 2 a fold (scale-sim-v3 issue 4) | so | 2 R + C + K - 2: sums must be shifted out |
        | compute utilisation of ws and is divides by 2R + 2C + T - 3 | so: the skew is counted twice | active cycles are reported |
        | output stationary counts R + C writes too many a fold (issue 166) | so | M N |
        | partial sums are written for each row fold and never read back | so | read back, counted, and spilled where they have no room |
        | weights are never loaded behind the fold before | so | `--weights double` |
        | a wait is added twice, and a negative one once (`read_buffer.py`) | so, stalls may shrink | stalls are never negative |
        | each operand has a main memory of its own | so | one bandwidth for all |
        | the bandwidths of inputs and filters are `IfmapSRAMBankBandwidth`, `FilterSRAMBankBandwidth`; `Bandwidth` is that of outputs alone | so | `Bandwidth` holds for all |
        | DRAM reads of USER mode count whole lines, empty places included | so | words that are needed |
        | DRAM writes count the empty places of lines that are not full (C - 1 and more) | so | M N |
        | no padding, dilation, groups; a window may reach beyond the input | so: it asks for nothing there | all of them |

        ## Where their model is not well defined

        * **CALC, memories smaller than a cycle's demand.** If an epoch ends twice in one cycle, or ends in the cycle in which the next begins, theirs divides by zero (`elems_to_prefetch / cycles_needed`) and gives
          no report. Ours gives the reads and the cycle.
        * **USER, bandwidths that the number of banks does not divide.** Theirs stops with an assertion although layouts are off. Ours runs.
        * **Negative waits.** A prefetch that ended before it was missed makes the wait negative; theirs takes it off the wait of the same row. Taken over, as it depends on nothing but the cycle.
        * **A topology without the comma at the end of a line** loses its last field in theirs (the stride, and with it the run). Ours reads it where a field would be missing; where one would be too many
          (a remark, a ninth number) it is dropped as theirs does, a number with SIM107.
        * **A batch behind K** (`name, M, N, K, batch,`, read by forks and left out of the simulated cycles) is told with SIM107.
        * **Custom layouts** (`IfmapCustomLayout`, `FilterCustomLayout`) and **Ramulator traces** (`UseRamulatorTrace`) are refused with SIM105 in USER mode, where alone they matter: no results of theirs are published that could be checked.
        * **scale-sim-v2** counts a wait once (22f88b1): its USER stalls differ from these by design. The golden runs are v3's.

        ## Sparse filters

        `SparsitySupport : true` prunes filters to the first N of each M weights. With `OptimizedMapping : false` N:M is the topology's, and the array holds the weights that are left (inputs are said to be read
        M / N times). With `OptimizedMapping : true` (weights must stay) each filter draws its own N from 1 to `BlockSize` / 2 with NumPy's MT19937 and `RandomNumberGeneratorSeed`, half a block of places holds a
        block, and each row of the array is offered a whole block of inputs. `SPARSE_REPORT.csv` is written beside the other reports.

        Held against all reports that their repositories publish for `sparsity.cfg` on `alexnet_part.csv` (row-wise: cycles 173,949, of them 167,136 stalls, mapping efficiency 35.565185546875 %; and 1:4 for the
        whole layer): letter by letter. Earlier versions of theirs give 33.62 and 33.63 % for the same cycles: other draws, it seems. 600 random pruned layers give what the mechanism spelled out gives. Not sound, and taken over: overall utilisation counts
        multiplications by pruned weights, so it may pass 100 %; compute utilisation takes a place for a weight.

        Refused with SIM105, because theirs stops or means something else: `FilterOffset : 0` (the weight at address 0 counts as pruned), blocks of 1, blocks larger than the array is high or that do not divide twice
        its height, rows of their own with `is` or `os`.

        """;

    [Fact]
    public void The_page_says_what_the_runs_say()
    {
        var page = new StringBuilder(Head.ReplaceLineEndings("\n"));
        page.Append("| run | array | dataflow | mode | layers | rows equal | cycles | stalls |\n|---|---|---|---|---:|---:|---:|---:|\n");
        var (equal, all) = (0, 0);
        foreach (var run in GoldenRuns.Names())
        {
            var config = GoldenRuns.Config(run);
            var results = ScaleSimulator.Run(GoldenRuns.Layers(run), config);
            var (same, rows) = (0, 0);
            foreach (var (report, ours) in GoldenRuns.Ours(run))
            {
                var (mine, theirs) = (ours.Split('\n'), GoldenRuns.Theirs(run, report).Split('\n'));
                rows += results.Count;
                same += Enumerable.Range(1, results.Count).Count(i => i < theirs.Length && mine[i] == theirs[i]);
            }
            (equal, all) = (equal + same, all + rows);
            page.Append(CultureInfo.InvariantCulture, $"| {run} | {config.Rows} x {config.Columns} | {config.Dataflow.Word()} | {(config.IsUserBandwidth ? "USER" : "CALC")} | {results.Count} | "
                + $"{same} of {rows} | {results.Sum(r => r.Total):N0} | {results.Sum(r => r.Stalls):N0} |\n");
        }
        page.Append(CultureInfo.InvariantCulture, $"\n**{equal:N0} of {all:N0} rows are equal**, and all 141 rows of `llmcompass/look_up_table_8_8.csv`.\n");
        page.Append(Tail.ReplaceLineEndings("\n"));
        Assert.Equal(all, equal);
        ValidationPage.Same("scale-sim.md", page.ToString());
    }
}
