using Ridgeline.Tests;

namespace Ridgeline.Cli.Tests;

public sealed class SimulateTests : IDisposable
{
    private static readonly string[] s_keys = ["name", "cycles", "stall_cycles", "utilisation", "mapping_efficiency", "sram_reads", "sram_writes", "dram_reads", "dram_writes", "energy_j"];
    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Theory]
    [InlineData("ws")]
    [InlineData("is")]
    [InlineData("os")]
    public void Json_has_the_keys_that_were_promised_and_adds_up(string dataflow)
    {
        var json = Outcome.Fine("simulate", "zoo:alexnet", "--on", "tpuv1", "--dataflow", dataflow, "-o", "json").Json;
        var layers = json.GetProperty("layers").EnumerateArray().ToList();
        var totals = json.GetProperty("totals");
        Assert.All(layers.Append(totals), layer => Assert.All(s_keys, key => Assert.True(layer.TryGetProperty(key, out _), key)));
        foreach (var key in s_keys.Where(k => k is not ("name" or "utilisation" or "mapping_efficiency" or "energy_j")))
        {
            Assert.Equal(totals.GetProperty(key).GetInt64(), layers.Sum(l => l.GetProperty(key).GetInt64()));
        }
        Assert.Equal(totals.GetProperty("cycles").GetInt64() / json.GetProperty("clock_hz").GetDouble(), json.GetProperty("latency_s").GetDouble(), 1e-12);
        Assert.Equal(dataflow, json.GetProperty("dataflow").GetString());
    }

    [Fact]
    public void A_topology_gives_the_three_reports_of_scale_sim()
    {
        var golden = SharedData.Get("golden/scalesim");
        var run = Path.Combine(golden, "runs", "gemms_8x8_os_user_bw4_2kB");
        var folder = _scratch["reports"];
        Outcome.Fine("simulate", Path.Combine(golden, "gemms.csv"), "--on", Path.Combine(run, "gemms_8x8_os_user_bw4_2kB.cfg"), "--compat", "scale-sim", "--save", folder);
        foreach (var report in Directory.GetFiles(run, "*.csv")) Assert.Equal(File.ReadAllText(report), File.ReadAllText(Path.Combine(folder, Path.GetFileName(report))));
    }

    [Theory]
    [InlineData("a.html", "<canvas")]
    [InlineData("a.svg", "<svg")]
    [InlineData("a.json", "\"stall_cycles\"")]
    [InlineData("a.csv", "name,cycles,stall_cycles")]
    [InlineData("a.md", "| Layer |")]
    [InlineData("a.pftrace", "traceEvents")]
    public void Every_kind_of_file_is_written(string file, string within)
    {
        var path = _scratch[file];
        Outcome.Fine("simulate", "zoo:lenet", "--on", "tpuv4", "--save", path);
        Assert.Contains(within, File.ReadAllText(path), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("SIM108", "simulate", "zoo:lenet", "--on", "a100-80")]
    [InlineData("SIM109", "simulate", "zoo:lenet", "--on", "tpuv1", "--precision", "fp64")]
    [InlineData("SIM111", "simulate", "zoo:lenet", "--on", "tpuv1", "--compat", "scale-sim")]
    [InlineData("CLI102", "simulate", "nothing.csv", "--on", "tpuv1")]
    [InlineData("MACH100", "simulate", "zoo:lenet", "--on", "tpuv")]
    [InlineData("CLI101", "simulate", "zoo:lenet", "--on", "tpuv1", "--dataflow", "nlr")]
    [InlineData("SIM112", "simulate", "zoo:lenet", "--on", "tpuv1", "--dataflow", "rs")]
    [InlineData("CLI101", "simulate", "zoo:lenet", "--on", "tpuv1", "--save", "folder")]
    public void Mistakes_are_told(string code, params string[] args)
    {
        var outcome = Outcome.Of(args);
        Assert.Equal(2, outcome.Code);
        Assert.Contains(code, outcome.Notes, StringComparison.Ordinal);
    }

    [Fact]
    public void Rows_stay_on_a_row_stationary_machine_and_another_dataflow_is_said_to_be_one()
    {
        var rows = Outcome.Fine("simulate", "zoo:lenet", "--on", "eyeriss1", "-o", "json").Json;
        Assert.Equal("rs", rows.GetProperty("dataflow").GetString());
        Assert.Empty(rows.GetProperty("notes").EnumerateArray());
        var weights = Outcome.Fine("simulate", "zoo:lenet", "--on", "eyeriss1", "--dataflow", "ws", "-o", "json").Json;
        Assert.Contains("eyeriss1 is a rs machine", weights.GetProperty("notes")[0].GetString(), StringComparison.Ordinal);
        Outcome.Fine("simulate", "zoo:lenet", "--on", "eyeriss1", "--save", _scratch["rows.html"]);
        Assert.DoesNotContain("<canvas", File.ReadAllText(_scratch["rows.html"]), StringComparison.Ordinal);
    }

    [Fact]
    public void A_training_step_has_a_backward_pass()
        => Assert.Contains("(backward)", Outcome.Fine("simulate", "zoo:lenet", "--on", "tpuv4", "--training", "-o", "csv").Out, StringComparison.Ordinal);
}
