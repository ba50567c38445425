using Ridgeline.Machines;

namespace Ridgeline.Review.Rules;

/// <summary>The numbers that predictions rest on, and which of them nobody vouches for.</summary>
internal static class DoubtfulNumbers
{
    /// <summary>Peaks, sizes and bandwidths by their path in the file, and whether they have no source or low confidence.</summary>
    public static IReadOnlyList<(string Path, bool IsDoubtful)> Of(Machine machine) =>
    [
        .. machine.Units.SelectMany(u => u.Rates.Select(r => Rate(machine, u, r))),
        .. Levels(machine.Memory, "memory").SelectMany(l => Numbers(machine, l.Path, l.Level)),
    ];

    /// <summary>The same machine if each number that nobody vouches for comes out half as good.</summary>
    public static Machine Halved(Machine machine) => machine with
    {
        Units = [.. machine.Units.Select(u => u with
        {
            Rates = [.. u.Rates.Select(r => Rate(machine, u, r).IsDoubtful ? r with { Peak = r.Peak * 0.5, MacsPerCycle = r.MacsPerCycle / 2 } : r)],
        })],
        Memory = Halved(machine, machine.Memory, "memory"),
    };

    private static MemoryLevel Halved(Machine machine, MemoryLevel level, string path) => level with
    {
        Size = level.Size is { } size && IsDoubtful(machine, $"{path}/size") ? new(Math.Max(1, size.Value / 2)) : level.Size,
        ReadBandwidth = level.ReadBandwidth is { } read && Bandwidth(machine, path) ? read * 0.5 : level.ReadBandwidth,
        WriteBandwidth = level.WriteBandwidth is { } write && Bandwidth(machine, path) ? write * 0.5 : level.WriteBandwidth,
        Children = [.. level.Children.Select(child => Halved(machine, child, $"{path}/children/{child.Name}"))],
    };

    private static IEnumerable<(string, bool)> Numbers(Machine machine, string path, MemoryLevel level)
    {
        if (level.Size is not null) yield return ($"{path}/size", IsDoubtful(machine, $"{path}/size"));
        if (level.ReadBandwidth is not null) yield return ($"{path}/bandwidth", Bandwidth(machine, path));
    }

    private static (string Path, bool IsDoubtful) Rate(Machine machine, ComputeUnit unit, ComputeRate rate)
    {
        var path = $"units/{unit.Name}/rates/{rate.Precision}";
        return (path, IsDoubtful(machine, $"{path}/{(rate.IsDerived ? "macs" : "peak")}"));
    }

    private static bool Bandwidth(Machine machine, string path)
        => IsDoubtful(machine, machine.Sources.ContainsKey($"{path}/bytes_per_cycle") ? $"{path}/bytes_per_cycle" : $"{path}/bandwidth");

    private static bool IsDoubtful(Machine machine, string path) => machine.SourceOf(path) is not { Confidence: > Confidence.Low };

    private static IEnumerable<(string Path, MemoryLevel Level)> Levels(MemoryLevel level, string path)
        => level.Children.SelectMany(child => Levels(child, $"{path}/children/{child.Name}")).Prepend((path, level));
}
