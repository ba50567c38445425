using Ridgeline.Diagnostics;
using Ridgeline.Machines;

namespace Ridgeline.Cli;

/// <summary>Finds the machine that a user names: a name of the catalogue, the path of a file, or <c>host</c>, with one thread <c>host-1</c>.</summary>
internal static class MachineSource
{
    /// <summary>Opens a machine. The host is measured first if it never was.</summary>
    /// <returns>Null if there are errors.</returns>
    public static Machine? Open(string name, Terminal terminal, DiagnosticBag diagnostics)
        => HostMachine.ThreadsOf(name) is { } threads ? HostMachine.Open(threads, terminal, diagnostics) : MachineCatalog.Open(name, diagnostics);
}
