using System.Globalization;
using Ridgeline.Machines;
using Ridgeline.Machines.Checking;
using Ridgeline.Quantities;
using Ridgeline.Reports.Tables;

namespace Ridgeline.Reports.Machines;

/// <summary>Machines as tables.</summary>
public static class MachineTables
{
    private static readonly NumberFormat[] s_short = [NumberFormat.Fp32, NumberFormat.Fp16, NumberFormat.Int8];

    /// <summary>One row a machine: the catalogue at a glance.</summary>
    public static ReportTable List(IEnumerable<Machine> machines) => new("",
    [
        new("Name", "name", false), new("Machine", "title", false), new("Class", "class", false), new("Year", "year"), new("nm", "process_nm"),
        new("fp32", "fp32_flop_per_s"), new("fp16, bf16", "fp16_flop_per_s"), new("int8", "int8_op_per_s"),
        new("Memory", "memory_bytes"), new("Bandwidth", "memory_bytes_per_s"), new("TDP", "tdp_w"),
    ],
    [
        .. machines.Select(m => (Cell[])
        [
            Cell.Of(m.Name), Cell.Of(m.Title), Cell.Of(Word(m.Class)), MachineCells.Year(m.Year), Cell.Of(m.ProcessNm),
            .. s_short.Select(f => MachineCells.Of(Peak(m, f), f)),
            Cell.Of(m.MainMemory.TotalSize), MachineCells.Of(m.MainMemory.Bandwidth), MachineCells.Of(m.Tdp),
        ]),
    ]);

    /// <summary>One row a rate: what its units compute.</summary>
    public static ReportTable Units(Machine machine) => new("Compute",
    [
        new("Unit", "unit", false), new("Kind", "kind", false), new("Count", "count"), new("Precision", "precision", false), new("MAC/cycle", "macs_per_cycle"),
        new("Clock", "clock_hz"), new("Peak", "peak_flop_per_s"), new("Ridge", "ridge_flop_per_byte"), new("J/MAC", "energy_per_mac_j"),
        new("J/MAC overhead", "overhead_per_mac_j"),
    ],
    [
        .. from unit in machine.Units
           from rate in unit.Rates
           let energy = EnergyModel.For(machine)
           let trust = new Trust(machine)
           select new[]
           {
               Cell.Of(unit.Name), Cell.Of(Kind(unit)), Cell.Of((Int128)unit.Count), Cell.Of(rate.Precision.ToString()), Cell.Of(rate.MacsPerCycle),
               MachineCells.Of(unit.Clock), trust.Mark(MachineCells.Of(rate.Peak, rate.Precision.Element), unit, rate), Cell.Of(Ridge(machine, rate.Peak)),
               MachineCells.Of(energy.PerMac(unit, rate.Precision)), MachineCells.Of(energy.OverheadPerMac(unit, rate.Precision)),
           },
    ]);

    /// <summary>One row a memory level, outermost first.</summary>
    public static ReportTable Memory(Machine machine)
    {
        var (energy, trust) = (EnergyModel.For(machine), new Trust(machine));
        return new("Memory",
        [
            new("Level", "level", false), new("Kind", "kind", false), new("Size", "size_bytes"), new("Instances", "instances"), new("Total", "total_bytes"),
            new("Bandwidth", "bytes_per_s"), new("Latency", "latency_s"), new("Line", "line_bytes"), new("J/B", "energy_per_byte_j"),
        ],
        [
            .. machine.Levels.Select(level => new[]
            {
                Cell.Of(level.Name), Cell.Of(level.Technology ?? Word(level.Kind)), trust.Mark(Size(level, level.Size), level, "size"),
                    Cell.Of((Int128)level.Instances),
                Size(level, level.TotalSize),
                trust.Mark(MachineCells.Of(level.Bandwidth), level, "bandwidth", "bytes_per_cycle"),
                    trust.Mark(MachineCells.Of(level.Latency), level, "latency"),
                MachineCells.OnChip(level.Line), MachineCells.Of(energy.PerByte(level)),
            }),
        ]);
    }

    /// <summary>One row a link.</summary>
    public static ReportTable Links(Machine machine) => new("Links",
        [new("Link", "link", false), new("Kind", "kind", false), new("Count", "count"), new("Each way", "bytes_per_s"),
            new("All, each way", "total_bytes_per_s"), new("Latency", "latency_s"), new("Topology", "topology", false)],
        [
            .. machine.Links.Select(l => new[]
            {
                Cell.Of(l.Name), Cell.Of(Word(l.Kind)), Cell.Of((Int128)l.Count), MachineCells.Of(l.Bandwidth), MachineCells.Of(l.TotalBandwidth),
                MachineCells.Of(l.Latency),
                l.Topology is null ? Cell.None : Cell.Of(l.Topology),
            }),
        ]);

    /// <summary>Where the numbers come from.</summary>
    public static ReportTable Sources(Machine machine) => new("Sources",
        [new("Number", "number", false), new("Source", "source", false), new("Confidence", "confidence", false), new("Note", "note", false)],
        [.. machine.Sources.Select(s => new[] { Cell.Of(s.Key == "*" ? "all others" : s.Key), Cell.Of(s.Value.Source), Cell.Of(Word(s.Value.Confidence)),
            Cell.Of(s.Value.Note ?? "") })]);

    /// <summary>One row a finding.</summary>
    public static ReportTable Findings(IEnumerable<(Machine Machine, MachineFinding Finding)> findings) => new("",
        [new("Machine", "machine", false), new("Code", "code", false), new("At", "at", false), new("Finding", "message", false), new("Hint", "hint", false),
            new("Explained by the file", "reason", false)],
        [
            .. findings.Select(f => new[]
            {
                Cell.Of(f.Machine.Name), Cell.Of(f.Finding.Code), Cell.Of(f.Finding.At), Cell.Of(f.Finding.Message), Cell.Of(f.Finding.Hint),
                Cell.Of(f.Finding.Reason ?? ""),
            }),
        ]);

    /// <summary>The operational intensity at which computing and main memory take equally long, in FLOP a byte; null if the bandwidth is not known.</summary>
    internal static double? Ridge(Machine machine, FlopPerSecond? peak) => peak is { } p && machine.MainMemory.Bandwidth is { } b ? p.Per(b) : null;

    internal static string Word<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();

    private static FlopPerSecond? Peak(Machine machine, NumberFormat format)
        => machine.Peak(format) ?? (format == NumberFormat.Fp16 ? machine.Peak(NumberFormat.Bf16) : null);

    private static string Kind(ComputeUnit unit)
        => unit.Rows == 0 ? Word(unit.Kind)
            : string.Create(CultureInfo.InvariantCulture, $"systolic {unit.Rows}x{unit.Columns}{(unit.Dataflow is null ? "" : " " + unit.Dataflow)}");

    private static Cell Size(MemoryLevel level, Bytes? size) => level.IsOnChip ? MachineCells.OnChip(size) : Cell.Of(size);
}
