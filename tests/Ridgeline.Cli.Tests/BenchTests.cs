using Ridgeline.Diagnostics;
using Ridgeline.Machines;
using Ridgeline.Machines.Checking;
using Ridgeline.Reports.Machines;
using Ridgeline.Runtime.Host;

namespace Ridgeline.Cli.Tests;

/// <summary><c>bench</c> and <c>machines calibrate --on host</c>: whole and consistent. How fast, no test knows.</summary>
public sealed class BenchTests : IDisposable
{
    private static readonly string s_mnist = Repository.File("models/mnist-8.onnx");
    private readonly Scratch _scratch = new();

    public BenchTests() => Environment.SetEnvironmentVariable(HostMachine.Variable, _scratch["host.yaml"]);

    public void Dispose()
    {
        Environment.SetEnvironmentVariable(HostMachine.Variable, null);
        _scratch.Dispose();
    }

    [Fact]
    public void A_bench_is_whole()
    {
        var outcome = Outcome.Fine("bench", s_mnist, "-b", "1", "-t", "1,2", "--seconds", "0.05", "--warmup", "0", "--trace", _scratch["t.pftrace"], "-o", "json");
        var rows = outcome.Json.GetProperty("rows").EnumerateArray().ToList();
        Assert.Equal([1, 2], rows.Select(r => r.GetProperty("threads").GetInt32()));
        Assert.All(rows, r =>
        {
            var latency = r.GetProperty("latency");
            Assert.InRange(latency.GetProperty("runs").GetInt32(), 10, 1_000_000);
            Assert.True(latency.GetProperty("min_s").GetDouble() <= latency.GetProperty("median_s").GetDouble());
            Assert.True(latency.GetProperty("median_s").GetDouble() <= latency.GetProperty("p99_s").GetDouble());
        });
        var layers = outcome.Json.GetProperty("layers").EnumerateArray().ToList();
        Assert.Contains(layers, l => l.GetProperty("op").GetString() == "Conv" && l.GetProperty("flop_per_s").GetDouble() > 0);
        Assert.Contains("\"traceEvents\"", File.ReadAllText(_scratch["t.pftrace"]), StringComparison.Ordinal);
        // The machine was measured on the way, and is one that commands take.
        Assert.Contains("measured in a hurry", outcome.Notes, StringComparison.Ordinal);
        Assert.Equal("host", Outcome.Fine("machines", "show", "host", "-o", "json").Json.GetProperty("name").GetString());
        Assert.True(Outcome.Of("predict", s_mnist, "--on", "host", "-o", "json").Json.GetProperty("latency_s").GetDouble() > 0);
    }

    [Theory]
    [InlineData("multi-stream")]
    [InlineData("offline")]
    [InlineData("server", "--rate", "50", "--latency", "10s")]
    public void Scenarios_run(string scenario, params string[] more)
    {
        var row = Outcome.Fine(["bench", s_mnist, "-t", "1", "--concurrency", "2", "--seconds", "0.2", "--no-layers", "--scenario", scenario, "-o", "json", .. more]).Json.GetProperty("rows")[0];
        Assert.Equal(scenario, row.GetProperty("scenario").GetString());
        Assert.True(row.GetProperty("throughput_per_s").GetDouble() > 0);
    }

    [Fact]
    public void A_bound_that_cannot_be_kept_is_a_finding() => Assert.Equal(ExitCode.Findings,
        Outcome.Of("bench", s_mnist, "-t", "1", "--seconds", "0.05", "--no-layers", "--scenario", "server", "--rate", "1000", "--latency", "1ns").Code);

    [Fact]
    public void Both_compute_the_same()
    {
        Environment.CurrentDirectory = AppContext.BaseDirectory;
        var outcome = Outcome.Of("bench", s_mnist, "-t", "1", "--seconds", "0.1", "--no-layers", "--against", "ort", "-o", "json");
        if (outcome.Notes.Contains("CLI110", StringComparison.Ordinal)) Assert.Skip(outcome.Notes);
        var against = outcome.Json.GetProperty("rows")[0].GetProperty("against");
        Assert.InRange(against.GetProperty("difference").GetDouble(), 0, 1e-4);
        Assert.Equal("Plus214_Output_0", against.GetProperty("difference_output").GetString());
        Assert.Equal(against.GetProperty("difference").GetDouble() * against.GetProperty("largest_value").GetDouble(), against.GetProperty("difference_absolute").GetDouble(), 1e-9);
        Assert.Equal(against.GetProperty("ours").GetProperty("runs").GetInt32(), against.GetProperty("theirs").GetProperty("runs").GetInt32());
        Assert.True(against.GetProperty("ratio_of_medians").GetDouble() > 0);
        // Both ran once in processes of their own, which hold more than the network.
        Assert.All(new[] { outcome.Json.GetProperty("rows")[0], against }, first => Assert.InRange(first.GetProperty("peak_bytes").GetInt64(), 10_000_000, 4_000_000_000));
        Assert.True(against.GetProperty("library_s").GetDouble() > 0);
    }

    [Fact]
    public void A_first_run_is_the_sum_of_its_phases()
    {
        var first = Outcome.Fine("bench", s_mnist, "-t", "1", "--once", "ours").Json;
        var phases = first.GetProperty("phases").EnumerateArray().ToList();
        Assert.Equal(["read", "inputs", "clean up", "infer", "fold and fuse", "pack and plan", "run"], phases.Select(p => p.GetProperty("name").GetString()));
        Assert.Equal(first.GetProperty("first_run_s").GetDouble(), phases.Sum(p => p.GetProperty("time_s").GetDouble()), 1e-9);
        Assert.True(first.GetProperty("peak_bytes").GetInt64() > 0);
    }

    [Fact]
    public void A_library_that_is_not_there_is_named()
    {
        var outcome = Outcome.Of("bench", s_mnist, "--against", $"ort={_scratch["none.so"]}");
        Assert.Equal(ExitCode.BadInput, outcome.Code);
        Assert.Contains("CLI110", outcome.Notes, StringComparison.Ordinal);
        Assert.Equal(ExitCode.BadInput, Outcome.Of("bench", s_mnist, "--against", "tvm").Code);
    }

    [Fact]
    public void A_measured_machine_is_a_machine_without_contradictions()
    {
        var survey = new HostSurvey
        {
            Processor = "Some \"CPU\" \\ 4 GHz", Threads = 8, Cores = 4, Clock = Of(4e9), Exponentials = Of(2e9), Handoff = Of(2e-6), Step = Of(1e-7), IsQuick = false,
            Rates =
            [
                new("scalar", "fp32", 1, 1, Of(16e9)), new("scalar", "fp32", 1, 8, Of(64e9)), new("AVX2", "fp32", 8, 1, Of(128e9)), new("AVX2", "fp32", 8, 8, Of(500e9)),
                new("AVX2", "fp64", 4, 8, Of(251e9)), new("AVX-VNNI", "int8", 32, 8, Of(2000e9)),
            ],
            Levels =
            [
                new("L1", 48 << 10, 4, 2, "said", Reads(400e9, 1600e9), Reads(200e9, 800e9), Of(1e-9)), new("L2", 1 << 20, 4, 2, "said", Reads(200e9, 800e9), Reads(100e9, 400e9), Of(4e-9)),
                new("L3", 32 << 20, 1, 8, "said", Reads(60e9, 200e9), Reads(50e9, 100e9), Of(12e-9)), new("DRAM", 32L << 30, 1, 8, "said", Reads(20e9, 40e9), Reads(15e9, 20e9), Of(90e-9)),
            ],
        };
        var diagnostics = new DiagnosticBag();
        var machine = MachineReader.ReadText(HostMachineFile.Text(survey, "2026-11-21", [], survey.Threads), "host.yaml", diagnostics);
        diagnostics.ThrowIfErrors();
        Assert.Empty(MachineCheck.Run(machine!).Select(f => f.Message));
        Assert.Equal((4, 500e9), (machine!.Cores, machine.Peak(NumberFormat.Fp32)!.Value.Value));
        Assert.Equal(4 * 16, machine.Best(NumberFormat.Fp32)!.Value.Rate.MacsPerCycle * machine.Best(NumberFormat.Fp32)!.Value.Unit.Count);
        Assert.Equal((200e9, 12e-9), (machine.Levels.Single(l => l.Name == "L3").Bandwidth!.Value.Value, machine.Levels.Single(l => l.Name == "L3").Latency!.Value.Value));
        var alone = MachineReader.ReadText(HostMachineFile.Text(survey, "2026-11-21", [], 1), "host-1.yaml", diagnostics);
        diagnostics.ThrowIfErrors();
        Assert.Equal(("host-1", 1, 128e9), (alone!.Name, alone.Cores, alone.Peak(NumberFormat.Fp32)!.Value.Value));
        Assert.Equal((1, 60e9), (alone.Levels.Single(l => l.Name == "L2").Instances, alone.Levels.Single(l => l.Name == "L3").Bandwidth!.Value.Value));
        Assert.Contains(machine.Sources, s => s.Key.Contains("L3", StringComparison.Ordinal) && s.Value.Source.Contains("best of 20 runs", StringComparison.Ordinal));
    }

    private static Measured Of(double value) => new(value, value * 0.99, value * 0.9, 20);

    private static Dictionary<int, Measured> Reads(double one, double all) => new() { [1] = Of(one), [8] = Of(all) };
}
