using Ridgeline.Quantities;

namespace Ridgeline.Machines;

/// <summary>What a network runs on: compute units, a tree of memories, links, energies. Immutable.</summary>
public sealed record Machine
{
    /// <summary>The name in the catalogue: <c>a100-80</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The name for people: <c>NVIDIA A100 SXM4 80GB</c>.</summary>
    public required string Title { get; init; }

    /// <summary>What kind of machine it is.</summary>
    public required MachineClass Class { get; init; }

    /// <summary>Who made it.</summary>
    public required string Vendor { get; init; }

    /// <summary>The year it came out.</summary>
    public required int Year { get; init; }

    /// <summary>The process node, in nm; null if not known. Since about 22 nm a name and no length.</summary>
    public double? ProcessNm { get; init; }

    /// <summary>Its clock.</summary>
    public ClockRange Clock { get; init; }

    /// <summary>What it may draw for long; null if not known.</summary>
    public Watts? Tdp { get; init; }

    /// <summary>What it draws when idle; null if not known.</summary>
    public Watts? IdlePower { get; init; }

    /// <summary>The price at launch, in US dollars; null if not known.</summary>
    public double? PriceUsd { get; init; }

    /// <summary>Transistors; null if not known.</summary>
    public double? Transistors { get; init; }

    /// <summary>The area of silicon, in mm2; null if not known.</summary>
    public double? DieMm2 { get; init; }

    /// <summary>Cores, streaming multiprocessors, tiles; null if not said.</summary>
    public long? Cores { get; init; }

    /// <summary>What a core is called: <c>SM</c>.</summary>
    public string CoreName { get; init; } = "core";

    /// <summary>Threads that the hardware holds at once; null if not said.</summary>
    public long? Threads { get; init; }

    /// <summary>What it computes with; at least one.</summary>
    public required IReadOnlyList<ComputeUnit> Units { get; init; }

    /// <summary>The outermost memory, with all others within it.</summary>
    public required MemoryLevel Memory { get; init; }

    /// <summary>Ways to the host and to other machines.</summary>
    public IReadOnlyList<Link> Links { get; init; } = [];

    /// <summary>What it costs to start one kernel or operator.</summary>
    public Seconds LaunchOverhead { get; init; }

    /// <summary>What was fitted from measurements.</summary>
    public IReadOnlyList<Calibration> Efficiency { get; init; } = [];

    /// <summary>Where its numbers come from, by path such as <c>memory/HBM/bandwidth</c>; the path <c>*</c> holds for all others.</summary>
    public IReadOnlyDictionary<string, SourceNote> Sources { get; init; } = new Dictionary<string, SourceNote>();

    /// <summary>Contradictions that are known and explained.</summary>
    public IReadOnlyList<Expectation> Expectations { get; init; } = [];

    /// <summary>What a review should know: uses, claims, suppressed rules.</summary>
    public ReviewNotes Review { get; init; } = ReviewNotes.None;

    /// <summary>What else there is to say; null if nothing.</summary>
    public string? Notes { get; init; }

    /// <summary>All levels of memory, outermost first.</summary>
    public IEnumerable<MemoryLevel> Levels => Memory.SelfAndWithin;

    /// <summary>The levels on the chip, outermost first.</summary>
    public IEnumerable<MemoryLevel> OnChip => Levels.Where(level => level.IsOnChip);

    /// <summary>All memory on the chip; zero if no size is known.</summary>
    public Bytes OnChipSize => OnChip.Select(level => level.TotalSize ?? Bytes.Zero).Sum();

    /// <summary>The memory on the chip that each core has to itself: registers, first-level caches, shared memories.</summary>
    public Bytes PrivateSize => OnChip.Where(level => level.SharedBy == 1).Select(level => level.TotalSize ?? Bytes.Zero).Sum();

    /// <summary>Lanes of 32-bit floats that start an operation each cycle, over all vector units; zero if that is not known.</summary>
    public double Lanes => Units.Where(u => u.Kind == UnitKind.Simd).Sum(u => u.Count * (u.Rate(NumberFormat.Fp32)?.MacsPerCycle ?? 0));

    /// <summary>Where weights and activations lie: the outermost memory that is no disk.</summary>
    public MemoryLevel MainMemory => Levels.First(level => level.Kind != MemoryKind.Disk);

    /// <summary>The formats it computes in, wide to narrow.</summary>
    public IEnumerable<NumberFormat> Formats => Units.SelectMany(u => u.Rates).Select(r => r.Precision.Element).Distinct().Order();

    /// <summary>The unit that is fastest in a format, and its rate; null if none has it.</summary>
    public (ComputeUnit Unit, ComputeRate Rate)? Best(NumberFormat element)
        => Units.Select(u => (Unit: u, Rate: u.Rate(element)!)).Where(x => x.Rate is not null).Select(x => ((ComputeUnit, ComputeRate)?)x)
            .MaxBy(x => x!.Value.Item2.Peak.Value);

    /// <summary>The peak in a format over all units of the fastest kind; null if none has it.</summary>
    public FlopPerSecond? Peak(NumberFormat element) => Best(element)?.Rate.Peak;

    /// <summary>The levels that data passes from main memory to a unit: nearest to the unit first, main memory last.</summary>
    public IReadOnlyList<MemoryLevel> PathTo(ComputeUnit unit)
    {
        var path = new List<MemoryLevel>();
        if (!Find(MainMemory, unit.Feed, path)) path.Add(MainMemory);
        return path;
    }

    /// <summary>Where a number comes from: its own note, else that of the whole file.</summary>
    public SourceNote? SourceOf(string path) => Sources.GetValueOrDefault(path) ?? Sources.GetValueOrDefault("*");

    // A unit without a feed reads from the end of the first branch, which is the one that a file tells first.
    private static bool Find(MemoryLevel level, string? feed, List<MemoryLevel> path)
    {
        var found = feed is null ? level.Children.Count == 0 : level.Name == feed;
        if (!found) found = level.Children.Any(child => Find(child, feed, path));
        if (found) path.Add(level);
        return found;
    }
}
