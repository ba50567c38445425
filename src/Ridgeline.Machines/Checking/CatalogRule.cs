using System.Globalization;
using Ridgeline.Quantities;

namespace Ridgeline.Machines.Checking;

/// <summary>A file that says it is a machine of the catalogue has its numbers: the mistake of an H200 with an H100's bandwidth.</summary>
internal sealed class CatalogRule : IMachineRule
{
    private const double Tolerance = 0.03;

    public IEnumerable<MachineFinding> Check(Machine machine)
    {
        if (Namesake(machine) is not { } known || ReferenceEquals(known, machine)) return [];
        return Compare(machine, known);
    }

    private static Machine? Namesake(Machine machine)
        => MachineCatalog.Find(machine.Name) ?? MachineCatalog.All.FirstOrDefault(m => Fold(m.Title) == Fold(machine.Title));

    private static string Fold(string title) => new([.. title.Where(char.IsAsciiLetterOrDigit).Select(char.ToLowerInvariant)]);

    private static IEnumerable<MachineFinding> Compare(Machine machine, Machine known)
    {
        var (mine, its) = (machine.MainMemory, known.MainMemory);
        if (Differ(mine.Bandwidth?.Value, its.Bandwidth?.Value))
            yield return Differs($"memory/{mine.Name}", "a bandwidth", mine.Bandwidth, its.Bandwidth, known);
        if (Differ(mine.TotalSize?.Value, its.TotalSize?.Value)) yield return Differs($"memory/{mine.Name}", "a size", mine.TotalSize, its.TotalSize, known);
        if (Differ(machine.Tdp?.Value, known.Tdp?.Value)) yield return Differs("tdp", "a TDP", machine.Tdp, known.Tdp, known);
        foreach (var format in machine.Formats)
        {
            if (Differ(machine.Peak(format)?.Value, known.Peak(format)?.Value))
                yield return Differs("units", $"a peak in {format.Name()}", machine.Peak(format), known.Peak(format), known);
        }
    }

    private static bool Differ(double? mine, double? its) => mine is { } a && its is { } b && Math.Abs(a / b - 1) > Tolerance;

    private static MachineFinding Differs<T>(string at, string what, T? mine, T? its, Machine known)
        where T : struct, IQuantity<T>
        => new("MACH216", at, string.Create(CultureInfo.InvariantCulture, $"it has {what} of {mine}, and {known.Title} in the catalogue {its}"),
            "give it a name and a title of its own if it is another machine");
}
