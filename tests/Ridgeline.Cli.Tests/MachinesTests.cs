namespace Ridgeline.Cli.Tests;

public sealed class MachinesTests : IDisposable
{
    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public void The_list_names_every_machine()
    {
        var rows = Outcome.Fine("machines", "list", "-o", "json").Json.GetProperty("rows").EnumerateArray().ToList();
        Assert.True(rows.Count >= 90);
        Assert.Equal(989.4e12, rows.Single(r => r.GetProperty("name").GetString() == "h100-sxm").GetProperty("fp16_flop_per_s").GetDouble(), 1e9);
        Assert.Contains(rows, r => r.GetProperty("year").GetInt32() < 1980);
    }

    [Fact]
    public void A_machine_shows_its_memories_and_units()
    {
        var text = Outcome.Fine("machines", "show", "h200").Out;
        Assert.Contains("HBM (HBM3e)  141 GB  4.8 TB/s", text, StringComparison.Ordinal);
        Assert.Contains("[528 x tensor core]", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_machine_as_json_has_its_tree()
    {
        var machine = Outcome.Fine("machines", "show", "a100-80", "-o", "json").Json;
        Assert.Equal(1, machine.GetProperty("schema_version").GetInt32());
        Assert.Equal("L2", machine.GetProperty("memory").GetProperty("children")[0].GetProperty("name").GetString());
    }

    [Fact]
    public void A_picture_is_saved()
    {
        Outcome.Fine("machines", "show", "tpuv1", "--save", _scratch["tpu.svg"]);
        Assert.Contains("unified buffer", File.ReadAllText(_scratch["tpu.svg"]), StringComparison.Ordinal);
    }

    [Fact]
    public void Machines_are_lined_up()
    {
        var rows = Outcome.Fine("machines", "compare", "ryzen5950x", "rtx3090", "-o", "json").Json.GetProperty("rows").EnumerateArray()
            .ToDictionary(r => r.GetProperty("number").GetString()!);
        Assert.True(rows["on chip, private to cores"].GetProperty("rtx3090").GetDouble() > rows["on chip, private to cores"].GetProperty("ryzen5950x")
            .GetDouble());
        Assert.True(rows["private per thread"].GetProperty("rtx3090").GetDouble() < rows["private per thread"].GetProperty("ryzen5950x").GetDouble());
    }

    [Fact]
    public void The_catalogue_checks_without_findings()
        => Assert.Contains(" 0 contradictions", Outcome.Fine("machines", "check").Notes, StringComparison.Ordinal);

    [Fact]
    public void A_contradiction_is_a_finding_and_a_mistake_is_bad_input()
    {
        File.WriteAllText(_scratch["h200.yaml"], "name: h200\nextends: h100-sxm\ntitle: NVIDIA H200 SXM\nmemory:\n  size: 141 GB\n");
        var found = Outcome.Of("machines", "check", _scratch["h200.yaml"]);
        Assert.Equal(ExitCode.Findings, found.Code);
        Assert.Contains("3.35 TB/s, and NVIDIA H200 SXM in the catalogue 4.8 TB/s", found.Out, StringComparison.Ordinal);

        File.WriteAllText(_scratch["bad.yaml"], "name: bad\nextends: h100-sxm\ntitle: Bad\ntdp: 700\n");
        var refused = Outcome.Of("machines", "check", _scratch["bad.yaml"]);
        Assert.Equal(ExitCode.BadInput, refused.Code);
        Assert.Contains("bad.yaml:4:6 error MACH109", refused.Notes, StringComparison.Ordinal);
        Assert.Contains("\n  4 | tdp: 700\n    |      ^\n", refused.Notes, StringComparison.Ordinal);
    }
}
