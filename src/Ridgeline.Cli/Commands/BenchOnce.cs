using System.Diagnostics;
using Ridgeline.Diagnostics;
using Ridgeline.Quantities;
using Ridgeline.Reports.Bench;
using Ridgeline.Runtime.Bench;

namespace Ridgeline.Cli.Commands;

/// <summary>A network run once, in this process, which does nothing else: the time until then, and the most memory that was held.</summary>
internal static class BenchOnce
{
    /// <summary>Runs it and writes what it took.</summary>
    /// <exception cref="DiagnosticException">It cannot be run.</exception>
    public static void Run(string network, Contender who, int threads, Dictionary<string, long> sizes, GivenInputs inputs, string? library, Terminal terminal)
    {
        var diagnostics = new DiagnosticBag();
        var first = who == Contender.Ours ? Ours(network, threads, sizes, inputs, diagnostics) : Theirs(network, threads, sizes, inputs, library, diagnostics);
        using var process = Process.GetCurrentProcess();
        BenchJson.Write(first with { Peak = new(process.PeakWorkingSet64) }, terminal.Data);
        terminal.Out.Write('\n');
    }

    private static FirstRun Ours(string network, int threads, Dictionary<string, long> sizes, GivenInputs inputs, DiagnosticBag diagnostics)
    {
        using var loaded = RunnableNetwork.Load(network, sizes, null, inputs, new() { Threads = threads }, diagnostics);
        return loaded.FirstRun;
    }

    private static FirstRun Theirs(string network, int threads, Dictionary<string, long> sizes, GivenInputs inputs, string? library, DiagnosticBag diagnostics)
    {
        using var model = RunnableNetwork.Sized(network, sizes, null, inputs, diagnostics, null, out var values);
        var start = Stopwatch.GetTimestamp();
        using var ort = Rival.Library(library);
        var loading = new Seconds(Stopwatch.GetElapsedTime(start).TotalSeconds);
        using var rival = Rival.Open(ort, network, threads, values);
        return new() { Time = rival.FirstRun, Library = loading };
    }
}
