using Ridgeline.Diagnostics;
using Ridgeline.Machines;
using Ridgeline.Machines.Checking;

namespace Ridgeline.Cli.Commands;

/// <summary><c>ridgeline machines calibrate --on host</c>: measures this machine and writes its file.</summary>
internal static class HostCalibration
{
    public static int Run(string? save, bool isQuick, Terminal terminal)
    {
        var file = save ?? HostMachine.File;
        var survey = HostMachine.Measure(isQuick, terminal);
        var text = HostMachine.Text(survey, []);
        var diagnostics = new DiagnosticBag();
        var machine = MachineReader.ReadText(text, file, diagnostics);
        diagnostics.ThrowIfErrors();
        HostMachine.Save(text, file);
        terminal.Out.Write(text);
        terminal.Tell($"wrote {file}{(save is null ? ", which is 'host' from now on" : "")}");
        foreach (var finding in MachineCheck.Run(machine!)) terminal.Tell($"{finding.At}: {finding.Message}");
        return ExitCode.Fine;
    }
}
