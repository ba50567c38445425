using System.CommandLine;
using System.Text;
using Ridgeline.Diagnostics;
using Ridgeline.Reports.Bench;
using Ridgeline.Runtime.Bench;

namespace Ridgeline.Cli.Commands;

/// <summary>What <c>study --run</c> adds: the network predicted for this machine, run on it, and both laid over each other.</summary>
internal static class StudyMeasurement
{
    private const string Picture = "ridgeline-parity.svg";
    private const double WarmUp = 0.3;

    public static Option<bool> Option() => new("--run")
    {
        Description = $"Also predict for this machine, run there, and draw predicted over measured ({Picture})",
    };

    /// <summary>Predicts, runs, and writes the picture beside the report.</summary>
    /// <exception cref="DiagnosticException">The network cannot be run.</exception>
    public static void Write(string network, Dictionary<string, long> sizes, long? batch, Terminal terminal)
    {
        var diagnostics = new DiagnosticBag();
        var host = HostMachine.Open(terminal, diagnostics);
        diagnostics.ThrowIfErrors();
        var session = new BenchSession(network, sizes, new([], 1, new()), new ScenarioOptions(), terminal) { WarmUp = WarmUp };
        var steps = session.Layers(batch, Environment.ProcessorCount, host, diagnostics);
        using var workload = LoadedWorkload.Of(network, sizes, batch, new());
        var parity = Parity.Of(workload.Predict(host!, new()), steps);
        SavedFile.Write(Picture, stream => stream.Write(Encoding.UTF8.GetBytes(parity.Draw())));
        terminal.Tell($"on this machine: {parity.Sentence}\nwrote {Picture}");
    }
}
