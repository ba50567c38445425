namespace Ridgeline.Cli.Tests;

public sealed class PredictTests : IDisposable
{
    private static readonly string[] s_keys = ["machine", "batch", "precision", "latency_s", "throughput_per_s", "energy_j", "peak_memory_bytes", "fits", "layers"];
    private static readonly string[] s_layerKeys = ["name", "op", "time_s", "bound", "compute_s", "memory_s", "energy_j", "utilisation", "known_error"];
    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public void Json_has_the_keys_that_were_promised_and_adds_up()
    {
        var json = Outcome.Fine("predict", "zoo:resnet50", "--on", "a100-80", "--precision", "fp16", "--batch", "8", "-o", "json").Json;
        Assert.All(s_keys, key => Assert.True(json.TryGetProperty(key, out _), key));
        var layers = json.GetProperty("layers").EnumerateArray().ToList();
        Assert.All(layers, layer => Assert.All(s_layerKeys, key => Assert.True(layer.TryGetProperty(key, out _), key)));
        Assert.Equal(8, json.GetProperty("batch").GetInt64());
        Assert.Equal("fp16", json.GetProperty("precision").GetString());
        Assert.True(json.GetProperty("fits").GetBoolean());
        Assert.Equal(json.GetProperty("latency_s").GetDouble(), layers.Sum(l => l.GetProperty("time_s").GetDouble()), 1e-9);
        Assert.Equal(json.GetProperty("energy_j").GetDouble(), layers.Sum(l => l.GetProperty("energy_j").EnumerateObject().Sum(e => e.Value.GetDouble())), 1e-9);
        Assert.Equal(8 / json.GetProperty("latency_s").GetDouble(), json.GetProperty("throughput_per_s").GetDouble(), 1e-6);
    }

    [Fact]
    public void What_does_not_fit_is_said_first_and_is_a_finding()
    {
        var outcome = Outcome.Of("predict", "zoo:llama-2-70b", "--on", "a100-80");
        Assert.Equal(1, outcome.Code);
        Assert.StartsWith("DOES NOT FIT", outcome.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Several_machines_stand_side_by_side()
    {
        var rows = Outcome.Fine("predict", "zoo:bert-base", "--on", "a100-80,h100-sxm,ryzen5950x", "-o", "csv").Out.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(4, rows.Length);
        Assert.StartsWith("machine,precision,latency_s", rows[0], StringComparison.Ordinal);
    }

    [Fact]
    public void A_layer_explains_itself()
    {
        var text = Outcome.Fine("predict", "zoo:lenet", "--on", "ryzen5950x", "--explain", "conv1").Out;
        Assert.Contains("roofline", text, StringComparison.Ordinal);
        Assert.Contains("memory: DRAM", text, StringComparison.Ordinal);
        Assert.Contains("did you mean 'conv1'?", Outcome.Of("predict", "zoo:lenet", "--on", "ryzen5950x", "--explain", "conv7").Notes, StringComparison.Ordinal);
    }

    [Fact]
    public void A_trace_has_a_slice_a_layer()
    {
        Outcome.Fine("predict", "zoo:lenet", "--on", "ryzen5950x", "--save", _scratch["trace.pftrace"]);
        using var trace = System.Text.Json.JsonDocument.Parse(File.ReadAllText(_scratch["trace.pftrace"]));
        Assert.Contains(trace.RootElement.GetProperty("traceEvents").EnumerateArray(), e => e.GetProperty("ph").GetString() == "X" && e.GetProperty("dur").GetDouble() > 0);
    }

    [Theory]
    [InlineData("zoo:lenet", "h100-sxm", "")]
    [InlineData("zoo:resnet50", "tpuv1", "--training")]
    [InlineData("zoo:llama-3.1-405b", "h100-sxm", "--training")]
    [InlineData("zoo:llama-3.1-405b?phase=decode&context=4096", "a17pro", "")]
    [InlineData("zoo:bert-base", "a100-80,h100-sxm,tpuv4", "")]
    [InlineData("zoo:lstm", "all", "")]
    public void A_page_is_well_formed_self_contained_small_and_the_same_each_time(string network, string machines, string options)
    {
        var page = Page();
        Assert.Equal(page, Page());
        Assert.InRange(page.Length, 20_000, 2_000_000);
        SaveTests.AssertWellFormed(page);
        Assert.DoesNotContain("NaN", page, StringComparison.Ordinal);
        var foreign = page.Replace("http://www.w3.org/2000/svg", "", StringComparison.Ordinal);
        foreach (var part in new[] { "http:", "https:", "src=", "@import", "url(", "<script", "<link" }) Assert.DoesNotContain(part, foreign, StringComparison.Ordinal);

        string Page()
        {
            var outcome = Outcome.Of(["predict", network, "--on", machines, "--save", _scratch["p.html"], .. options.Split(' ', StringSplitOptions.RemoveEmptyEntries)]);
            Assert.True(outcome.Code is ExitCode.Fine or ExitCode.Findings, outcome.Notes);
            return File.ReadAllText(_scratch["p.html"]);
        }
    }

    [Theory]
    [InlineData("roofline", "t4")]
    [InlineData("timeline", "t4")]
    [InlineData("latency", "t4")]
    [InlineData("energy", "t4")]
    [InlineData("roofline", "t4,ryzen5950x,edgetpu")]
    [InlineData("latency", "t4,ryzen5950x,edgetpu")]
    [InlineData("energy", "all")]
    public void A_picture_of_each_kind_stands_alone(string picture, string machines)
    {
        Outcome.Of("predict", "zoo:resnet18", "--on", machines, "--save", _scratch["p.svg"], "--picture", picture);
        var document = new System.Xml.XmlDocument();
        document.Load(_scratch["p.svg"]);
        Assert.Equal("svg", document.DocumentElement!.LocalName);
        Assert.NotEmpty(document.GetElementsByTagName("title"));
    }

    [Fact]
    public void A_timeline_of_several_machines_is_refused_before_any_work()
    {
        var outcome = Outcome.Of("predict", "zoo:lenet", "--on", "t4,a100-80", "--save", _scratch["p.svg"], "--picture", "timeline");
        Assert.Equal((ExitCode.BadInput, ""), (outcome.Code, outcome.Out));
        Assert.Contains("CLI110", outcome.Notes, StringComparison.Ordinal);
        Assert.Empty(_scratch.Files);
    }

    [Fact]
    public void Every_machine_of_the_catalogue_predicts_every_kind_of_network()
    {
        foreach (var network in new[] { "zoo:resnet50", "zoo:mobilenet-v2", "zoo:bert-base", "zoo:lstm", "zoo:dlrm" })
        {
            var lines = Outcome.Of("predict", network, "--on", "all", "-o", "csv").Out.Split('\n', StringSplitOptions.RemoveEmptyEntries);
            Assert.True(lines.Length > 90, network);
            Assert.All(lines, line => Assert.DoesNotContain("NaN", line, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Measurements_make_a_machine_that_predicts_them()
    {
        File.WriteAllText(_scratch["m.csv"], "op,precision,m,n,k,time_s\nmatmul,fp16,4096,4096,4096,6e-4\nmatmul,fp16,1024,1024,1024,3e-5\nmatmul,fp16,8192,8192,8192,4.5e-3\n");
        Outcome.Fine("machines", "calibrate", "--on", "a100-80", "--measurements", _scratch["m.csv"], "--save", _scratch["mine.yaml"]);
        Assert.Contains("fitted_from: \"m.csv\", points: 3", File.ReadAllText(_scratch["mine.yaml"]), StringComparison.Ordinal);
        Outcome.Fine("predict", "zoo:lenet", "--on", _scratch["mine.yaml"]);
    }

    [Theory]
    [InlineData("op,m,time_s\nfoo,1,2\n", ":2:1 error PRED101")]
    [InlineData("op,m,n,times\nmatmul,1,2,3\n", "did you mean 'time_s'?")]
    [InlineData("op,m,time_s\nmatmul,4,-1\n", "no time in seconds")]
    [InlineData("op,m,time_s\nmatmul,4\n", "2 values for 3 columns")]
    public void A_wrong_measurement_is_told_where_it_stands(string text, string message)
    {
        File.WriteAllText(_scratch["wrong.csv"], text);
        var outcome = Outcome.Of("machines", "calibrate", "--on", "a100-80", "--measurements", _scratch["wrong.csv"]);
        Assert.Equal(2, outcome.Code);
        Assert.Contains(message, outcome.Notes, StringComparison.Ordinal);
    }
}
