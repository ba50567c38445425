using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Ridgeline.Bench;

/// <summary>
/// Runs the eight networks on one thread and two against ONNX Runtime, each by <c>ridgeline bench</c> in a process of its own, and writes a page and the whole
/// data: <c>results [FOLDER [SECONDS [NETWORK...]]]</c>.
/// </summary>
internal static class ResultsBench
{
    private const double Seconds = 4;
    private const double WarmUp = 1.5;

    private static readonly JsonSerializerOptions s_indented = new() { WriteIndented = true };

    public static int Run(string[] args)
    {
        var repository = Repository();
        var folder = args.ElementAtOrDefault(0) ?? Path.Combine(repository, "bench/results");
        var seconds = args.Length > 1 ? double.Parse(args[1], CultureInfo.InvariantCulture) : Seconds;
        var asked = args.Skip(2).ToList();
        var rows = new List<ResultRow>();
        var missing = new List<string>();
        var (whole, start) = (new List<JsonElement>(), Stopwatch.GetTimestamp());
        foreach (var network in BenchNetwork.All.Where(n => asked.Count == 0 || asked.Exists(a => n.Title.Contains(a, StringComparison.OrdinalIgnoreCase))))
        {
            if (network.Find(repository) is not { } source || Measure(repository, source, network.Options, seconds) is not { } report)
            {
                missing.Add(network.Title);
                Console.WriteLine($"{network.Title}: not measured");
                continue;
            }
            whole.Add(report);
            foreach (var row in report.GetProperty("rows").EnumerateArray().Select(r => new ResultRow(network.Title, r)))
            {
                rows.Add(row);
                Console.WriteLine($"{ResultsPage.Line(row)} ({Text(Math.Round(Stopwatch.GetElapsedTime(start).TotalSeconds))} s)");
            }
        }
        if (rows.Count == 0) return 1;
        Directory.CreateDirectory(folder);
        var machine = Machine(repository, whole[0]);
        File.WriteAllText(Path.Combine(folder, "README.md"), ResultsPage.Write(rows, missing, machine));
        var data = new { machine, networks = whole };
        File.WriteAllText(Path.Combine(folder, "results.json"), JsonSerializer.Serialize(data, s_indented) + "\n");
        Console.WriteLine($"wrote {folder}/README.md and results.json");
        return 0;
    }

    private static JsonElement? Measure(string repository, string source, string[] options, double seconds)
    {
        var tool = Path.Combine(repository, "src/Ridgeline.Cli/bin/Release/net10.0/ridgeline.dll");
        string[] words = ["bench", source, "-t", "1,2", "--no-layers", "--seconds", Text(seconds), "--warmup", Text(WarmUp), "--against", "ort", "-o", "json", .. options];
        var json = Start(repository, "dotnet", [tool, .. words]);
        return json.Length == 0 ? null : JsonSerializer.Deserialize<JsonElement>(json);
    }

    private static Dictionary<string, string> Machine(string repository, JsonElement report)
    {
        var cpu = File.Exists("/proc/cpuinfo") ? File.ReadLines("/proc/cpuinfo").ToList() : [];
        string Of(string key) => cpu.Find(l => l.StartsWith(key, StringComparison.Ordinal))?.Split(':')[^1].Trim() ?? "?";
        return new()
        {
            ["date"] = DateTime.UtcNow.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture),
            ["commit"] = Start(repository, "git", ["describe", "--always", "--dirty"]).Trim(),
            ["processor"] = $"{Of("model name")}, family {Of("cpu family")}, model {Of("model")}, {Environment.ProcessorCount} cores",
            ["load before"] = File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").Split(' ')[0] : "?",
            ["instructions"] = report.GetProperty("instructions").GetString()!,
            ["rival"] = report.GetProperty("rival").GetString()!,
            [".NET"] = Environment.Version.ToString(),
            ["system"] = System.Runtime.InteropServices.RuntimeInformation.OSDescription,
        };
    }

    // What it says on standard output; nothing if it failed, whose reason is then passed on.
    private static string Start(string folder, string program, string[] words)
    {
        using var process = Process.Start(new ProcessStartInfo(program, words) { WorkingDirectory = folder, UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true })!;
        var problems = process.StandardError.ReadToEndAsync();
        var said = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode == 0) return said;
        Console.Error.WriteLine(problems.Result);
        return "";
    }

    private static string Text(double number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Repository()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Ridgeline.slnx"))) return folder.FullName;
        }
        throw new DirectoryNotFoundException("results are written from within the repository");
    }
}
