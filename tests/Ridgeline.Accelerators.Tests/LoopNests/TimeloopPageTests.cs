using System.Globalization;
using System.Text;
using Ridgeline.Accelerators.LoopNests.Search;
using Ridgeline.Tests;

namespace Ridgeline.Accelerators.Tests.LoopNests;

public sealed class TimeloopPageTests
{
    [Fact]
    public void The_page_on_Timeloop_is_what_the_model_says()
    {
        var page = new StringBuilder("""
            # Loop nests against Timeloop

            Written by a test. Timeloop at commit 4cf6d4c (2025-03-31) was run on its own published examples; its processed inputs, with the mapping it found where it
            searched, are evaluated here. Cycles, utilisation and every read, fill, update and tile size of every tensor at every memory are equal; energies are equal to
            the digits that it prints. The command is `ridgeline map --timeloop parsed-processed-input.yaml,ERT.yaml[,map.yaml] -o json`.

            | run | cycles | Timeloop | accesses compared | fJ an operation | Timeloop |
            |---|---:|---:|---:|---:|---:|

            """.ReplaceLineEndings("\n"));
        foreach (var name in GoldenRun.Names)
        {
            var (run, result) = (GoldenRun.Of(name), GoldenRun.Of(name).Evaluate());
            page.Append(CultureInfo.InvariantCulture,
                $"| {Short(name)} | {result.Cycles:N0} | {run.Cycles:N0} | {run.Traffic().Count() * 4} | {result.Energy.Value * 1e15 / result.Computes:F2} | {run.FemtojoulesPerCompute:F2} |\n");
        }
        page.Append("""

            ## Searches

            The same problems without the mapping: energy times cycles of the best mapping found, and of Timeloop's. Both search mappings with perfect factors under the
            same constraints. Seed 1; the result is the same on any number of threads.

            | run | J x cycles | Timeloop | mappings evaluated | proven |
            |---|---:|---:|---:|---|

            """.ReplaceLineEndings("\n"));
        foreach (var name in GoldenRun.Names.Where(name => GoldenRun.Of(name).IsSearch))
        {
            var (run, input) = (GoldenRun.Of(name), GoldenRun.Of(name).Read(withMapping: false));
            var (found, theirs) = (NestMapper.Search(input.Workload, input.Architecture, input.Constraints, cancellation: TestContext.Current.CancellationToken), run.Evaluate());
            page.Append(CultureInfo.InvariantCulture, $"| {Short(name)} | {found.Result!.Energy.Value * found.Result.Cycles:G4} | {theirs.Energy.Value * theirs.Cycles:G4} | "
                + $"{found.MappingsEvaluated:N0} | {(found.ProvenOptimal ? "yes" : "no")} |\n");
        }
        page.Append("""

            ## What is taken over from Timeloop

            * A tile that moves on in the same way keeps what it shares with its last place; when it turns it starts anew. A loop is its first iteration and one more, times
              how often it runs. Standing still is no turn (its older published references count it as one: 157,296 instead of 156,600 fills of eyeriss_like's buffer).
            * Instances side by side that need the same words get them in one read; an instance takes words from a neighbour that held them a step before.
            * The first sum of each word is not read. Whole blocks are paid. An instance that a mapping does not use leaks nothing, and what computes leaks nothing.
            * Cycles are the greatest of computation and each memory's words over its bandwidth; there is no latency and no filling of pipelines.

            ## Published outputs

            Runs whose inputs and outputs are published with timeloop-accelergy-exercises, sparse ones among them: cycles, reads, fills, updates, what is gated and skipped, and
            capacities are equal; energies as near as the two decimals allow in which Timeloop prints those of an access.

            | run | cycles | published | counts compared | energies differ by at most |
            |---|---:|---:|---:|---:|

            """.ReplaceLineEndings("\n"));
        foreach (var run in PublishedRun.All)
        {
            page.Append(CultureInfo.InvariantCulture,
                $"| {run.Name} | {run.Result.Cycles:N0} | {run.Cycles:N0} | {run.Rows.Count * 11} | {run.LargestDifference:P2} |\n");
        }
        page.Append("""

            ## References of older versions

            * Exercise 06 (VGG's layer 5 on Eyeriss): cycles and all counts are equal but the inputs that the shared buffer takes in, 475,136 words here and 573,440 there; energy 2,982.03 and
              2,989.02 fJ an operation. Its tile moves by 8 of 10 rows, and stands still for another dimension in between; that reference takes this for a turn and takes in all 5,120
              words again, which today's Timeloop does not. Played through, 4,096 of them are new.
            * Sparseloop of 2022 (MobileNet's layer 7 on an Eyeriss v2 element, `ref_outputs/uniform_actual/L07/uniform` of micro22-sparseloop-artifact, raw files of version 0.3): cycles
              1,592,245 there and 1,592,244 here, where densities are not rounded to six digits; every actual and skipped read, fill and update is equal but the fills of sums, of which it
              counts the first too. Its energies of metadata that are skipped are those of metadata that are read (18 % of the weights' scratchpad); the published runs of 2024 charge
              nothing for them, and so does this model unless the ERT has an energy for gated metadata.
            * The same layer with its actual data: 1,702,141 cycles there. It counts where the non-zeros of both tensors meet; here each tensor's tiles are looked at alone. Not reproduced.

            """.ReplaceLineEndings("\n"));
        ValidationPage.Same("timeloop.md", page.ToString());
    }

    private static string Short(string name) => name.Replace("tutorial_exercises__01_accelergy_timeloop_2020_ispass__", "", StringComparison.Ordinal)
        .Replace("example_designs__example_designs__", "", StringComparison.Ordinal).Replace("__ref-output", "", StringComparison.Ordinal)
        .Replace("__ref_outputs__default_problem", "", StringComparison.Ordinal).Replace("__", " ", StringComparison.Ordinal);
}
