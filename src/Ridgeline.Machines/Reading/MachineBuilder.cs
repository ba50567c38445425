using Ridgeline.Quantities;

namespace Ridgeline.Machines.Reading;

/// <summary>Makes a machine of values that were checked one by one, and finds what is wrong among them.</summary>
internal sealed class MachineBuilder(ReadSession session, Dictionary<string, SourceNote> sources)
{
    /// <summary>Makes a machine; what it returns is of use only if the session has no errors.</summary>
    public Machine? Build(Fields fields)
    {
        // What is missing was told; half a machine would only add noise.
        if (session.Errors > 0) return null;

        var clock = fields.Section("clock") is { } c ? new ClockRange(c.Frequency("base"), c.Frequency("boost")) : default;
        var memory = Level(fields.Section("memory")!, clock, new(StringComparer.Ordinal));
        var levels = memory.SelfAndWithin.Select(level => level.Name).ToArray();
        return new()
        {
            Name = fields.Text("name")!,
            Title = fields.Text("title")!,
            Class = fields.Choice<MachineClass>("class"),
            Vendor = fields.Text("vendor")!,
            Year = (int)fields.Whole("year")!,
            ProcessNm = fields.Number("process") is { } metres ? Math.Round(metres * 1e9, 6) : null,
            Clock = clock,
            Tdp = fields.Power("tdp"),
            IdlePower = fields.Power("idle"),
            PriceUsd = fields.Number("price"),
            Transistors = fields.Number("transistors"),
            DieMm2 = fields.Number("die"),
            Cores = fields.Whole("cores"),
            CoreName = fields.Text("core") ?? "core",
            Threads = fields.Whole("threads"),
            Units = [.. fields.Sections("units").Select(unit => Unit(unit, clock, levels))],
            Memory = memory,
            Links = [.. fields.Sections("links").Select(Link)],
            LaunchOverhead = fields.Time("launch_overhead") ?? Seconds.Zero,
            Efficiency = [.. fields.Sections("calibration").Select(Fit)],
            Sources = sources,
            Expectations = [.. fields.Sections("expect").Select(e => new Expectation(e.Text("code")!, e.Text("reason")!, e.Text("at")))],
            Review = fields.Section("review") is { } review ? Reviewed(review) : ReviewNotes.None,
            Notes = fields.Text("notes"),
        };
    }

    private static ReviewNotes Reviewed(Fields fields) => new(
        [.. (fields.Text("uses") ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)],
        [.. fields.Sections("claims").Select(c => new SpeedClaim(c.Text("network")!, c.Whole("batch")!.Value, c.Number("throughput")!.Value))],
        [.. fields.Sections("suppress").Select(s => new Suppression(s.Text("rule")!, s.Text("reason")!))]);

    private ComputeUnit Unit(Fields fields, ClockRange machine, string[] levels)
    {
        var kind = fields.Choice<UnitKind>("kind");
        CheckShape(fields, kind);
        if (fields.Text("feed") is { } feed && !levels.Contains(feed))
            session.Error(fields.SpotOf("feed"), "MACH119", $"the unit reads from '{feed}', which is no memory level",
                ReadSession.Suggest(feed, levels, "one of"));

        var clock = fields.Frequency("clock") ?? machine.Peak;
        var unit = new ComputeUnit
        {
            Name = fields.Text("name")!,
            Kind = kind,
            Count = fields.Whole("count")!.Value,
            Rows = (int)(fields.Whole("rows") ?? 0),
            Columns = (int)(fields.Whole("columns") ?? 0),
            Dataflow = fields.Text("dataflow"),
            Tile = fields.Tile("tile"),
            Clock = clock,
            Rates = [],
            SpecialPerCycle = fields.Number("special"),
            InstructionEnergy = fields.Energy("instruction_energy"),
            Feed = fields.Text("feed"),
        };
        return unit with { Rates = [.. fields.ByPrecision("rates").Select(r => Rate(r.Precision, r.Fields, unit))] };
    }

    private void CheckShape(Fields fields, UnitKind kind)
    {
        foreach (var side in new[] { "rows", "columns" })
        {
            if (kind == UnitKind.Systolic && !fields.Has(side))
                session.Error(fields.Spot, "MACH117", $"a systolic unit needs '{side}'", "say how many rows and columns its grid has");
            else if (kind != UnitKind.Systolic && fields.Has(side))
                session.Error(fields.SpotOf(side), "MACH117", $"'{side}' belongs to systolic units, and this one is {kind.ToString().ToLowerInvariant()}",
                    "write 'kind: systolic', or 'macs' in its rates");
        }
        if (kind != UnitKind.Systolic && fields.Has("dataflow"))
            session.Error(fields.SpotOf("dataflow"), "MACH117", "'dataflow' belongs to systolic units", "write 'kind: systolic', or leave it out");
    }

    private ComputeRate Rate(Precision precision, Fields fields, ComputeUnit unit)
    {
        double? macs = fields.Number("macs") ?? (unit.Rows > 0 && !fields.Has("peak") ? (double)unit.Rows * unit.Columns : null);
        var stated = fields.Number("peak");
        double? derived = macs * unit.Count * unit.Clock?.Value * 2;
        if (stated is null && derived is null)
            session.Error(fields.Spot, "MACH118", $"the peak of {precision} is not known: there is neither 'peak' nor 'macs' with a clock",
                "write the peak, or MACs a cycle of one unit and the clock of the machine");
        return new(precision, new(stated ?? derived ?? 1))
        {
            MacsPerCycle = macs,
            SparseFactor = fields.Number("sparse") ?? 1,
            EnergyPerMac = fields.Energy("energy"),
            MacsPerInstruction = fields.Number("macs_per_instruction"),
            IsDerived = stated is null,
        };
    }

    private MemoryLevel Level(Fields fields, ClockRange clock, Dictionary<string, Fields> seen)
    {
        var name = fields.Text("name")!;
        if (!seen.TryAdd(name, fields))
            session.Error(fields.SpotOf("name"), "MACH116", $"two memory levels are named '{name}'; first in line {seen[name].SpotOf("name").Line}",
                "give each its own name");

        if (fields.Has("bandwidth") && fields.Has("bytes_per_cycle"))
            session.Error(fields.SpotOf("bytes_per_cycle"), "MACH121", $"{name} has both 'bandwidth' and 'bytes_per_cycle'",
                "keep one: a bandwidth is of all instances, bytes a cycle are of one; a variant takes a key away with '~'");

        var instances = fields.Whole("instances") ?? 1;
        var read = fields.Bandwidth("bandwidth") ?? PerCycle(fields, clock, instances);
        return new()
        {
            Name = name,
            Kind = fields.Choice<MemoryKind>("kind"),
            Technology = fields.Text("technology"),
            Size = fields.Size("size"),
            Instances = instances,
            SharedBy = fields.Whole("shared_by"),
            ReadBandwidth = read,
            WriteBandwidth = fields.Bandwidth("write_bandwidth") ?? read,
            Latency = fields.Time("latency"),
            Line = fields.Size("line"),
            EnergyPerByte = fields.Energy("energy"),
            BusBits = (int?)fields.Whole("bus"),
            Children = [.. fields.Sections("children").Select(child => Level(child, clock, seen))],
        };
    }

    private BytesPerSecond? PerCycle(Fields fields, ClockRange clock, long instances)
    {
        if (fields.Number("bytes_per_cycle") is not { } width) return null;
        if (clock.Peak is { } peak) return new(width * instances * peak.Value);
        session.Error(fields.SpotOf("bytes_per_cycle"), "MACH118", "bytes a cycle say nothing without a clock",
            "write 'clock: { base: ... }' for the machine, or a bandwidth");
        return null;
    }

    private static Link Link(Fields fields) => new(fields.Text("name")!, fields.Choice<LinkKind>("kind"), fields.Bandwidth("bandwidth")!.Value,
        (int)(fields.Whole("count") ?? 1), fields.Time("latency"), fields.Energy("energy"), fields.Text("topology"));

    private static Calibration Fit(Fields fields) => new()
    {
        Family = fields.Text("family")!,
        Precision = fields.Precision("precision"),
        Compute = fields.Number("compute"),
        Memory = fields.Number("memory"),
        Overhead = fields.Time("overhead"),
        Parameters = fields.Numbers("parameters"),
        FittedFrom = fields.Text("fitted_from"),
        Points = (int?)fields.Whole("points"),
        Residual = fields.Number("residual"),
    };
}
