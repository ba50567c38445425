using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Ridgeline.Quantities;
using Ridgeline.Runtime.Bench;

namespace Ridgeline.Cli;

/// <summary>
/// First runs in processes of their own, ours and ONNX Runtime's in turn: what one loaded, compiled or keeps in memory is no help and no burden to the other.
/// </summary>
internal static class FreshProcess
{
    private const int MostRuns = 5;
    private const double EnoughSeconds = 3;
    private const string Tool = "ridgeline";

    /// <summary>Measures both: the median of the times of up to five processes, and the least of their peaks.</summary>
    /// <param name="file">The network.</param>
    /// <param name="threads">Threads of a run.</param>
    /// <param name="inputs">Options that say what it is given.</param>
    /// <param name="library">Where ONNX Runtime lies.</param>
    /// <returns>Nothing where the tool cannot be started again.</returns>
    public static (FirstRun? Ours, FirstRun? Theirs) Measure(string file, int threads, IReadOnlyList<string> inputs, string library)
    {
        var (ours, theirs) = (new List<FirstRun>(), new List<FirstRun>());
        var start = Stopwatch.GetTimestamp();
        while (ours.Count < MostRuns && (ours.Count == 0 || Stopwatch.GetElapsedTime(start).TotalSeconds < EnoughSeconds))
        {
            if (Run(file, threads, inputs, Contender.Ours, library) is not { } own || Run(file, threads, inputs, Contender.Ort, library) is not { } other) return (null, null);
            ours.Add(own);
            theirs.Add(other);
        }
        return (Middle(ours), Middle(theirs));
    }

    private static FirstRun Middle(List<FirstRun> runs)
    {
        var middle = runs.OrderBy(r => r.Time.Value).ElementAt((runs.Count - 1) / 2);
        return middle with { Peak = runs.MinBy(r => r.Peak!.Value.Value)!.Peak };
    }

    private static FirstRun? Run(string file, int threads, IReadOnlyList<string> inputs, Contender who, string library)
    {
        if (Start() is not { } start) return null;
        string[] words = ["bench", file, "-t", threads.ToString(CultureInfo.InvariantCulture), "--once", who.ToString(), "--against", $"ort={library}", "-o", "json", .. inputs];
        foreach (var word in words) start.ArgumentList.Add(word);
        using var process = Process.Start(start)!;
        var json = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0) return null;
        using var parsed = JsonDocument.Parse(json);
        var root = parsed.RootElement;
        return new()
        {
            Time = Seconds(root, "first_run_s"), Library = Seconds(root, "library_s"), Jit = Seconds(root, "jit_s"), Peak = new(root.GetProperty("peak_bytes").GetInt64()),
            Phases = [.. root.GetProperty("phases").EnumerateArray().Select(p => new PhaseTime(p.GetProperty("name").GetString()!, Seconds(p, "time_s")))],
        };
    }

    private static Seconds Seconds(JsonElement element, string name) => new(element.GetProperty(name).GetDouble());

    // The tool is a program of its own, or is given to 'dotnet'.
    private static ProcessStartInfo? Start()
    {
        var own = Environment.ProcessPath;
        if (Path.GetFileNameWithoutExtension(own) == Tool) return new(own!) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        var library = Path.Combine(AppContext.BaseDirectory, Tool + ".dll");
        if (!File.Exists(library) || !File.Exists(Path.ChangeExtension(library, ".runtimeconfig.json"))) return null;
        var host = Path.GetFileNameWithoutExtension(own) == "dotnet" ? own! : Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";
        return new(host) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true, ArgumentList = { library } };
    }
}
