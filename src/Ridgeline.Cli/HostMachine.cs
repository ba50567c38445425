using System.Globalization;
using System.Text;
using Ridgeline.Diagnostics;
using Ridgeline.Machines;
using Ridgeline.Reports.Machines;
using Ridgeline.Runtime.Host;

namespace Ridgeline.Cli;

/// <summary>The machine that the tool runs on, measured once and kept in files of the user's: one with all threads, one with a single thread.</summary>
internal static class HostMachine
{
    /// <summary>The environment variable that names the file.</summary>
    public const string Variable = "RIDGELINE_HOST";

    /// <summary>Where the file lies: where <see cref="Variable"/> says, else <c>ridgeline/host.yaml</c> in the user's folder for settings.</summary>
    public static string File => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named ? named
        : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.ApplicationData, Environment.SpecialFolderOption.Create), "ridgeline", "host.yaml");

    /// <summary>The threads that a name means: all of <c>host</c>, 3 of <c>host-3</c>; null if it is no name of this machine.</summary>
    public static int? ThreadsOf(string name)
    {
        if (name == HostMachineFile.Name) return Environment.ProcessorCount;
        var number = name.StartsWith(HostMachineFile.Name + "-", StringComparison.Ordinal) ? name[(HostMachineFile.Name.Length + 1)..] : "";
        return int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var threads) && threads >= 1 && threads <= Environment.ProcessorCount ? threads : null;
    }

    /// <summary>Where the file for so many threads lies: beside the one for all, <c>host-1.yaml</c>.</summary>
    public static string FileOf(int threads) => threads >= Environment.ProcessorCount ? File
        : Path.Combine(Path.GetDirectoryName(File)!, string.Create(CultureInfo.InvariantCulture, $"{Path.GetFileNameWithoutExtension(File)}-{threads}{Path.GetExtension(File)}"));

    /// <summary>Reads the file for so many threads, or measures for less than three seconds and writes it.</summary>
    public static Machine? Open(int threads, Terminal terminal, DiagnosticBag diagnostics)
    {
        var file = FileOf(threads);
        if (System.IO.File.Exists(file)) return MachineReader.Read(file, diagnostics);
        var text = Text(Measure(isQuick: true, [threads], terminal), [], threads);
        Save(text, file);
        terminal.Tell($"this machine was measured in a hurry and is kept in {file}; 'ridgeline machines calibrate --on host' takes its time");
        return MachineReader.ReadText(text, file, diagnostics);
    }

    /// <summary>Measures and shows how far it is.</summary>
    public static HostSurvey Measure(bool isQuick, IReadOnlyCollection<int> threads, Terminal terminal)
        => Telling(terminal, tell => new HostSurveyor(isQuick, threads, tell).Run());

    /// <summary>Does something that takes a while and says what it is at.</summary>
    public static T Telling<T>(Terminal terminal, Func<Action<string>, T> work)
    {
        try
        {
            return work(what =>
            {
                if (terminal.ShowsProgress) terminal.Notes.Write($"\r\u001b[Kmeasuring this machine: {what}");
            });
        }
        finally
        {
            if (terminal.ShowsProgress) terminal.Notes.Write("\r\u001b[K");
        }
    }

    /// <summary>The date of today, as files tell it.</summary>
    public static string Today => TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>The machine file of a survey made today.</summary>
    public static string Text(HostSurvey survey, IReadOnlyList<Calibration> fits, int threads) => HostMachineFile.Text(survey, Today, fits, threads);

    /// <summary>Writes the file, and the folder for it.</summary>
    public static void Save(string text, string file)
    {
        if (Path.GetDirectoryName(Path.GetFullPath(file)) is { } folder) Directory.CreateDirectory(folder);
        SavedFile.Write(file, stream => stream.Write(Encoding.UTF8.GetBytes(text)));
    }
}
