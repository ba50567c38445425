using Ridgeline.Diagnostics;

namespace Ridgeline.Cli.Commands;

/// <summary>Prints what the user should hear of beside the result.</summary>
internal static class Warnings
{
    // Ten of one kind say no more than three.
    private const int MostShown = 10;

    public static void Print(string network, DiagnosticBag diagnostics, Terminal terminal)
    {
        // Errors first: they must not drown among warnings.
        foreach (var diagnostic in diagnostics.Errors.Concat(diagnostics.Warnings).Take(MostShown))
        {
            var spot = diagnostic.Spot;
            terminal.Tell((spot.File is null ? diagnostic with { Spot = spot with { File = network } } : diagnostic).ToString());
        }
        var rest = diagnostics.All.Count - MostShown + diagnostics.Omitted;
        if (rest > 0) terminal.Tell($"... and {rest} more");
    }
}
