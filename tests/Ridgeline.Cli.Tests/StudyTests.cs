namespace Ridgeline.Cli.Tests;

public sealed class StudyTests : IDisposable
{
    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public void Machines_stand_side_by_side_by_themselves()
    {
        var json = Study("zoo:lenet", "-o", "json").Json;
        var machines = json.GetProperty("machines").EnumerateArray().ToList();
        Assert.Equal(StudyMachines.Usual, machines.Select(m => m.GetProperty("machine").GetString()!));
        Assert.All(machines, m => Assert.True(m.GetProperty("latency_s").GetDouble() > 0 && m.GetProperty("energy_per_example_j").GetDouble() > 0));
        Assert.All(machines, m => Assert.InRange(m.GetProperty("utilisation").GetDouble(), 0, 1));
        Assert.All(machines, m => Assert.InRange(m.GetProperty("bound_share").GetDouble(), 0.1, 1));
        Assert.Equal(64, machines[^2].GetProperty("saturation_batch").GetInt64());
    }

    [Fact]
    public void What_study_says_of_a_machine_is_what_predict_says()
    {
        var studied = Study("zoo:bert-base", "--on", "t4", "--precision", "fp16", "-o", "json").Json.GetProperty("machines")[0];
        var predicted = Outcome.Fine("predict", "zoo:bert-base", "--on", "t4", "--precision", "fp16", "-o", "json").Json;
        foreach (var key in new[] { "latency_s", "peak_memory_bytes" }) Assert.Equal(predicted.GetProperty(key).GetDouble(), studied.GetProperty(key).GetDouble());
        Assert.Equal(predicted.GetProperty("energy_j").GetDouble(), studied.GetProperty("energy_per_example_j").GetDouble(), 1e-12);
        Assert.Equal("fp16", studied.GetProperty("precision").GetString());
        Assert.Equal(64, studied.GetProperty("saturation_batch").GetInt64());
        Assert.True(studied.GetProperty("saturation_per_s").GetDouble() >= predicted.GetProperty("saturation_per_s").GetDouble());
    }

    [Fact]
    public void A_batch_of_the_users_own_holds_for_all()
    {
        var machine = Study("zoo:lenet", "--batch", "8", "--on", "t4", "-o", "json").Json.GetProperty("machines")[0];
        Assert.Equal((8, 8), (machine.GetProperty("batch").GetInt64(), machine.GetProperty("saturation_batch").GetInt64()));
    }

    [Fact]
    public void What_does_not_fit_comes_first_and_is_a_finding_where_the_machine_was_named()
    {
        var outcome = Outcome.Of("study", "zoo:resnet50", "--on", "edgetpu,t4", "--save", _scratch["s.html"]);
        Assert.Equal(ExitCode.Findings, outcome.Code);
        Assert.StartsWith("DOES NOT FIT: 20.02 MB missing", outcome.Out, StringComparison.Ordinal);
        Assert.Contains("\nOn 2 machines\n", outcome.Out, StringComparison.Ordinal);
        var page = File.ReadAllText(_scratch["s.html"]);
        Assert.InRange(page.IndexOf("DOES NOT FIT", StringComparison.Ordinal), 0, page.IndexOf("<h2>", StringComparison.Ordinal));
        SaveTests.AssertWellFormed(page);
        Assert.Contains("Machines side by side", page, StringComparison.Ordinal);
    }

    [Fact]
    public void A_study_ends_with_what_a_review_finds()
    {
        var page = Study("zoo:bert-base", "--on", "h100-sxm,tpuv1").Out;
        var lines = page.Split('\n').Where(l => l.StartsWith("* ", StringComparison.Ordinal)).ToDictionary(l => l[2..l.IndexOf(':', StringComparison.Ordinal)]);
        Assert.Contains("software", lines["tpuv1"], StringComparison.Ordinal);
        Assert.DoesNotContain("only-cnns", lines["h100-sxm"], StringComparison.Ordinal);
        Assert.Contains("<h2>Findings</h2>", File.ReadAllText(_scratch["s.html"]), StringComparison.Ordinal);
    }

    [Fact]
    public void No_machines_may_be_wanted()
    {
        Assert.DoesNotContain("machines", Study("zoo:lenet", "--on", "none").Out, StringComparison.Ordinal);
        Assert.DoesNotContain("Machines side by side", File.ReadAllText(_scratch["s.html"]), StringComparison.Ordinal);
    }

    [Fact]
    public void A_machine_that_does_not_exist_is_told()
    {
        var outcome = Outcome.Of("study", "zoo:lenet", "--on", "t44", "--save", _scratch["s.html"]);
        Assert.Equal(ExitCode.BadInput, outcome.Code);
        Assert.Contains("MACH100", outcome.Notes, StringComparison.Ordinal);
        Assert.Empty(_scratch.Files);
    }

    [Theory]
    [InlineData("zoo:bert-base", 4, "zoo:bert-base?batch=4")]
    [InlineData("zoo:bert-base?seq=64&batch=2", 4, "zoo:bert-base?seq=64&batch=4")]
    [InlineData("model.onnx", 4, null)]
    [InlineData("zoo:nothing", 4, null)]
    public void A_network_of_the_zoo_can_have_another_batch(string network, long batch, string? other) => Assert.Equal(other, NetworkSource.WithBatch(network, batch));

    private Outcome Study(params string[] args) => Outcome.Fine(["study", .. args, "--save", _scratch["s.html"]]);
}
