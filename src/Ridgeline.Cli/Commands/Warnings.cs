using Ridgeline.Diagnostics;

namespace Ridgeline.Cli.Commands;

/// <summary>Prints what the user should hear of beside the result.</summary>
internal static class Warnings
{
    // Ten of one kind say no more than three.
    private const int MostShown = 10;

    public static void Print(string network, DiagnosticBag diagnostics, Terminal terminal)
    {
        foreach (var diagnostic in diagnostics.All.Take(MostShown))
        {
            var spot = diagnostic.Spot;
            terminal.Notes.WriteLine(spot.File is null ? diagnostic with { Spot = spot with { File = network } } : diagnostic);
        }
        var rest = diagnostics.All.Count - MostShown + diagnostics.Omitted;
        if (rest > 0) terminal.Notes.WriteLine($"... and {rest} more");
    }
}
