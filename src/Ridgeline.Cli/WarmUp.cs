using Ridgeline.Diagnostics;
using Ridgeline.Runtime;

namespace Ridgeline.Cli;

/// <summary>
/// Compiles to machine code what running a network needs, on a thread beside the one that reads the command line and the file: half of a small network's first
/// run is compiling otherwise.
/// </summary>
internal static class WarmUp
{
    /// <summary>Begins, if the command will run a network.</summary>
    public static void Begin(string[] args)
    {
        if (args is not ["run" or "bench", ..] || Environment.ProcessorCount == 1) return;
        new Thread(Run) { IsBackground = true, Name = "ridgeline warm-up" }.Start();
    }

    private static void Run()
    {
        try
        {
            var diagnostics = new DiagnosticBag();
            RunnableNetwork.Load(NetworkSource.Shipped, new Dictionary<string, long>(), null, new([], 1, new()), new(), diagnostics).Dispose();
            WarmUpNetwork.Run();
        }
#pragma warning disable CA1031 // What fails here fails again, and is told, where it is asked for.
        catch (Exception)
#pragma warning restore CA1031
        {
        }
    }
}
