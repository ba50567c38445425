using Ridgeline.Diagnostics;
using Ridgeline.Machines;
using Ridgeline.Reports.Machines;

namespace Ridgeline.Cli;

/// <summary>Finds the machine that a user names: a name of the catalogue, the path of a file, or <c>host</c>.</summary>
internal static class MachineSource
{
    /// <summary>Opens a machine. The host is measured first if it never was.</summary>
    /// <returns>Null if there are errors.</returns>
    public static Machine? Open(string name, Terminal terminal, DiagnosticBag diagnostics)
        => name == HostMachineFile.Name ? HostMachine.Open(terminal, diagnostics) : MachineCatalog.Open(name, diagnostics);
}
