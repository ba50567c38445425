using System.Globalization;
using System.Text;
using Ridgeline.Diagnostics;
using Ridgeline.Machines;
using Ridgeline.Reports.Machines;
using Ridgeline.Runtime.Host;

namespace Ridgeline.Cli;

/// <summary>The machine that the tool runs on, measured once and kept in a file of the user's.</summary>
internal static class HostMachine
{
    /// <summary>The environment variable that names the file.</summary>
    public const string Variable = "RIDGELINE_HOST";

    /// <summary>Where the file lies: where <see cref="Variable"/> says, else <c>ridgeline/host.yaml</c> in the user's folder for settings.</summary>
    public static string File => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named ? named
        : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.ApplicationData, Environment.SpecialFolderOption.Create), "ridgeline", "host.yaml");

    /// <summary>Reads the file, or measures for less than three seconds and writes it.</summary>
    public static Machine? Open(Terminal terminal, DiagnosticBag diagnostics)
    {
        if (System.IO.File.Exists(File)) return MachineReader.Read(File, diagnostics);
        var survey = Measure(isQuick: true, terminal);
        var text = Text(survey, []);
        Save(text, File);
        terminal.Tell($"this machine was measured in a hurry and is kept in {File}; 'ridgeline machines calibrate --on host' takes its time");
        return MachineReader.ReadText(text, File, diagnostics);
    }

    /// <summary>Measures and shows how far it is.</summary>
    public static HostSurvey Measure(bool isQuick, Terminal terminal)
    {
        try
        {
            return new HostSurveyor(isQuick, what =>
            {
                if (terminal.ShowsProgress) terminal.Notes.Write($"\r\u001b[Kmeasuring this machine: {what}");
            }).Run();
        }
        finally
        {
            if (terminal.ShowsProgress) terminal.Notes.Write("\r\u001b[K");
        }
    }

    /// <summary>The machine file of a survey made today.</summary>
    public static string Text(HostSurvey survey, IReadOnlyList<Calibration> fits)
        => HostMachineFile.Text(survey, TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), fits);

    /// <summary>Writes the file, and the folder for it.</summary>
    public static void Save(string text, string file)
    {
        if (Path.GetDirectoryName(Path.GetFullPath(file)) is { } folder) Directory.CreateDirectory(folder);
        SavedFile.Write(file, stream => stream.Write(Encoding.UTF8.GetBytes(text)));
    }
}
