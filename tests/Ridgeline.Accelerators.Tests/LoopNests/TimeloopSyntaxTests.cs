using Ridgeline.Accelerators.LoopNests;
using Ridgeline.Accelerators.LoopNests.Analysis;
using Ridgeline.Accelerators.LoopNests.Timeloop;
using Ridgeline.Diagnostics;

namespace Ridgeline.Accelerators.Tests.LoopNests;

/// <summary>The same accelerator, problem and mapping in the syntaxes that Timeloop has had: the same answer.</summary>
public sealed class TimeloopSyntaxTests
{
    private const string Processed = """
        architecture: {version: 0.4, subtree: [{name: system, attributes: {global_cycle_seconds: 1e-9}, local: [
          {name: "DRAM[1..1]", class: DRAM, attributes: {width: 64, datawidth: 8}},
          {name: "Buffer[1..1]", class: SRAM, attributes: {depth: 4096, width: 64, datawidth: 8, read_bandwidth: 8, write_bandwidth: 8}},
          {name: "inter_PE_spatial[1..1]", class: dummy_storage, attributes: {width: 1, depth: 1, datawidth: 1}},
          {name: "Reg[1..12]", class: regfile, attributes: {depth: 16, width: 8, datawidth: 8, meshX: 4, meshY: 3}},
          {name: "MAC[1..12]", class: intmac, attributes: {meshX: 4, meshY: 3}}]}]}
        """;

    private const string Nodes = """
        variables: {version: 0.4, WORD: 8, COLUMNS: 2 * 2, global_cycle_seconds: 1e-9}
        architecture:
          version: 0.4
          nodes:
          - !Container {name: system, attributes: &shared {technology: "45nm", datawidth: WORD}}
          - !Component {name: DRAM, class: DRAM, attributes: {<<: *shared, width: 8 * WORD}}
          - !Component {name: Buffer, class: SRAM, attributes: {depth: 2 ** 12, width: "max(64, WORD)", read_bandwidth: width // datawidth, write_bandwidth: 16 if WORD > 8 else 8}}
          - !Container {name: PE, spatial: {meshX: COLUMNS, meshY: COLUMNS - 1}}
          - !Component {name: Reg, class: regfile, attributes: {depth: (10 + 6) * 1, width: WORD, n_banks: 2}}
          - !Component {name: MAC, class: intmac}
        """;

    private const string Tree = """
        architecture:
          version: 0.3
          subtree:
          - name: system
            attributes: {technology: 45nm, global_cycle_seconds: 1e-9, datawidth: 8}
            local:
            - {name: DRAM, class: DRAM, attributes: {width: 64, block-size: 8, word-bits: 8}}
            subtree:
            - name: chip
              local:
              - {name: Buffer, class: SRAM, attributes: {memory_depth: 4096, memory_width: 64, n_banks: 4, block-size: 8, word-bits: 8, read_bandwidth: 8, write_bandwidth: 8}}
              - {name: inter_PE_spatial, class: dummy, attributes: {depth: 1, width: 1, datawidth: 1}}
              subtree:
              - name: PE[0..11]
                local:
                - {name: MAC, class: compute, attributes: {meshX: 4}}
                - {name: Reg, class: regfile, attributes: {depth: 16, width: 8, meshX: 4}}
        """;

    private const string Flat = """
        arch:
          storage:
          - {name: Reg, entries: 16, instances: 12, meshX: 4, word-bits: 8}
          - {name: inter_PE_spatial, entries: 0, instances: 1, word-bits: 1, class: dummy}
          - {name: Buffer, sizeKB: 32, instances: 1, word-bits: 8, block-size: 8, read_bandwidth: 8, write_bandwidth: 8}
          - {name: DRAM, technology: DRAM, instances: 1, word-bits: 8, block-size: 8}
          arithmetic: {name: MAC, instances: 12, meshX: 4, word-bits: 8}
        """;

    private const string Rest = """
        mapping:
        - {target: Reg, type: datatype, keep: [Weights], bypass: [Inputs, Outputs]}
        - {target: Reg, type: temporal, factors: R3 C2, permutation: RC}
        - {target: inter_PE_spatial, type: spatial, factors: K=4 S=3, permutation: KS, split: 1}
        - {target: inter_PE_spatial, type: bypass, bypass: [Weights, Inputs, Outputs]}
        - {target: Buffer, type: temporal, factors: [P=8, Q=8], permutation: [P, Q]}
        - {target: DRAM, type: temporal, factors: K0 C=4, permutation: "NPQ RSCK"}
        ERT: {version: 0.3, tables: [
          {name: system.DRAM, actions: [{name: read, energy: 512}, {name: write, energy: 512}]},
          {name: system.chip.Buffer, actions: [{name: read, energy: 20}, {name: write, energy: 25}, {name: leak, energy: 0.5}]},
          {name: "system.chip.PE[0..11].Reg", actions: [{name: read, energy: 0.5}, {name: write, energy: 0.25}]},
          {name: "system.chip.PE[0..11].MAC", actions: [{name: mac_random, energy: 0.3}]}]}
        """;

    private const string Problem = """
        problem:
          version: 0.4
          shape: cnn_layer
          instance: {R: 3, S: 3, P: 8, Q: 4 * 2, C: K / 2, K: 2 ** 4, N: 1, Wstride: 1, Hstride: 1}
        """;

    private const string OldProblem = "problem: {R: 3, S: 3, P: 8, Q: 8, C: 8, K: 16, N: 1}";

    [Theory]
    [InlineData(Nodes, Problem)]
    [InlineData(Nodes, OldProblem)]
    [InlineData(Tree, Problem)]
    [InlineData(Tree, OldProblem)]
    [InlineData(Flat, OldProblem)]
    public void Every_syntax_says_the_same(string architecture, string problem)
    {
        var (usual, other) = (Evaluate(Processed, OldProblem), Evaluate(architecture, problem));
        Assert.Equal(Figures(usual), Figures(other));
        Assert.Equal(usual.Cycles, other.Cycles);
        Assert.Equal(usual.Energy.Value, other.Energy.Value, usual.Energy.Value * 1e-12);
    }

    [Fact]
    public void Parts_of_a_permutation_and_remainders_are_read()
    {
        var diagnostics = new DiagnosticBag();
        var input = Read("factors: 'P=4,1 R3 S3', permutation: 'R SP'", "P=4,4", diagnostics);
        Assert.Empty(diagnostics.Errors);
        Assert.Equal([(4, 4), (4, 1)], input!.Mapping!.Levels.SelectMany(l => l.Temporal).Where(l => l.Dimension == 2).Select(l => ((int)l.Factor, (int)l.Last)).Reverse());
    }

    [Fact]
    public void A_remainder_that_is_none_is_an_error()
    {
        var diagnostics = new DiagnosticBag();
        Read("factors: 'P=4,3 R3 S3'", "P=4", diagnostics);
        var error = Assert.Single(diagnostics.Errors);
        Assert.Equal(("NEST105", true), (error.Code, error.Message.Contains("3, and 1 are left", StringComparison.Ordinal)));
    }

    [Fact]
    public void What_is_passed_over_is_named()
    {
        var diagnostics = new DiagnosticBag();
        var text = Processed.Replace("depth: 4096,", "depth: 4096, read_bandwith: 4,", StringComparison.Ordinal);
        var input = TimeloopReader.ReadTexts([("a.yaml", text), ("b.yaml", OldProblem), ("c.yaml", Rest.Split("ERT")[0] + "mapspaces: {}\n"),
            ("e.yaml", "ERT: {tables: [{name: DRAM, actions: [{name: read, energy: 1}]}]}")], diagnostics);
        Assert.NotNull(input);
        Assert.Equal(["NEST108", "NEST114", "NEST114"], diagnostics.Warnings.Select(w => w.Code).Order());
        Assert.Contains(diagnostics.Warnings, w => w.Message.Contains("'read_bandwith' of 'Buffer'", StringComparison.Ordinal) && w.Spot is { File: "a.yaml", Line: 3 });
        Assert.Contains(diagnostics.Warnings, w => w.Message.Contains("'mapspaces'", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("2 * 512", 1024)]
    [InlineData("-2 ** 2 + 10 % 4", -2)]
    [InlineData("max(1, ceil(log2(1000)))", 10)]
    [InlineData("8 if 3 >= 4 else 7 // 2", 3)]
    [InlineData("1e-9 * 1E9", 1)]
    [InlineData("width / datawidth", 4)]
    public void Arithmetic_is_Pythons(string text, double value)
        => Assert.Equal(value, TimeloopExpression.Evaluate(text, name => name switch { "width" => 64, "datawidth" => 16, _ => null })!.Value, 1e-12);

    [Theory]
    [InlineData("1/0")]
    [InlineData("2 *")]
    [InlineData("unknown + 1")]
    [InlineData("must_specify")]
    [InlineData("(1")]
    [InlineData("open('x')")]
    public void What_is_no_arithmetic_has_no_value(string text) => Assert.Null(TimeloopExpression.Evaluate(text, _ => null));

    private static TimeloopInput? Read(string inner, string outer, DiagnosticBag diagnostics)
    {
        const string Nest = """
            architecture: {version: 0.4, subtree: [{name: s, local: [{name: DRAM, class: DRAM, attributes: {width: 8, datawidth: 8}},
              {name: Buffer, class: SRAM, attributes: {depth: 99, width: 8, datawidth: 8}}, {name: mac, class: intmac}]}]}
            problem: {R: 3, S: 3, P: 13, Q: 1, C: 1, K: 1, N: 1}
            mapping: [{target: Buffer, type: temporal, INNER}, {target: DRAM, type: temporal, factors: 'OUTER'}]
            """;
        var text = Nest.Replace("INNER", inner, StringComparison.Ordinal).Replace("OUTER", outer, StringComparison.Ordinal);
        return TimeloopReader.ReadTexts([("nest.yaml", text)], diagnostics);
    }

    private static NestResult Evaluate(string architecture, string problem)
    {
        var diagnostics = new DiagnosticBag();
        var input = TimeloopReader.ReadTexts([("architecture.yaml", architecture), ("problem.yaml", problem), ("rest.yaml", Rest)], diagnostics);
        diagnostics.ThrowIfErrors();
        return new NestEvaluator(input!.Workload, input.Architecture).Evaluate(input.Mapping!);
    }

    private static IEnumerable<(string, string, long, long, long, long)> Figures(NestResult result)
        => result.Traffic.Select(t => (t.Level, t.Tensor, t.Reads, t.Fills, t.Updates, t.UtilisedCapacity));
}
