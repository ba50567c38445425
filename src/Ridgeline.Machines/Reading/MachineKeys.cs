using static Ridgeline.Machines.Reading.ValueKind;

namespace Ridgeline.Machines.Reading;

/// <summary>All keys of a machine file: what the reader takes, the schema for editors says and the docs show.</summary>
internal static class MachineKeys
{
    private const double Most = 1e30;

    private static readonly IReadOnlyList<string> s_confidences = Words<Confidence>();

    /// <summary>What a number may be wrapped in to name its source.</summary>
    public static Section Sourced { get; } = new("a number with its source",
    [
        new("value", Text, "The number with its unit.") { IsRequired = true },
        new("source", Text, "Where it comes from."),
        new("confidence", Choice, "How far it can be trusted.") { Choices = s_confidences },
        new("note", Text, "What else there is to say."),
    ]);

    private static Section Clock { get; } = new("a clock",
    [
        new("base", Frequency, "What it holds under any load.") { Least = 1, Most = 1e11 },
        new("boost", Frequency, "What it reaches; peaks are at this clock unless a unit says otherwise.") { Least = 1, Most = 1e11 },
    ]);

    private static Section Rate { get; } = new("a rate",
    [
        new("peak", ValueKind.Rate, "Operations a second of all units together, a MAC being two, without structured sparsity.") { Least = 1, Most = Most },
        new("macs", Number, "MACs that one unit starts a cycle.") { Least = 1e-6, Most = 1e9 },
        new("sparse", Number, "How many times faster with 2:4 structured sparsity.") { Least = 1, Most = 16 },
        new("energy", Energy, "The energy of one MAC alone.") { Least = 0, Most = 1 },
        new("macs_per_instruction", Number, "MACs that one instruction does.") { Least = 1e-3, Most = 1e12 },
    ]);

    private static Section Unit { get; } = new("a compute unit",
    [
        new("name", Text, "What it is called.") { IsRequired = true },
        new("kind", Choice, "How it is fed.") { IsRequired = true, Choices = Words<UnitKind>() },
        new("count", Whole, "How many the machine has: cores times units a core.") { IsRequired = true, Least = 1, Most = 1e9 },
        new("rows", Whole, "Rows of a systolic array: its reduction dimension.") { Least = 1, Most = 1e5 },
        new("columns", Whole, "Columns of a systolic array.") { Least = 1, Most = 1e5 },
        new("dataflow", Choice, "What stays in place in a systolic array: weights, outputs, inputs or rows.") { Choices = ["ws", "os", "is", "rs"] },
        new("tile", Tile, "The tile of one instruction, MxNxK."),
        new("clock", Frequency, "The clock of its peaks, if not that of the machine.") { Least = 1, Most = 1e11 },
        new("rates", SectionByPrecision, "What it does by precision: 'fp16', or 'fp16/fp16' with the format of the sum.")
            { IsRequired = true, Inner = () => Rate },
        new("special", Number, "Exponentials, divisions and the like that one unit starts a cycle.") { Least = 1e-6, Most = 1e9 },
        new("instruction_energy", Energy, "The energy of fetching, decoding and steering one instruction.") { Least = 0, Most = 1 },
        new("feed", Text, "The memory level it reads from, if not the innermost."),
    ]);

    private static Section Level { get; } = new("a memory level",
    [
        new("name", Text, "What it is called.") { IsRequired = true },
        new("kind", Choice, "What kind of memory it is.") { IsRequired = true, Choices = Words<MemoryKind>() },
        new("technology", Text, "What it is made of: DDR5-4800, HBM3e."),
        new("size", Size, "The size of one instance.") { Least = 1, Most = 1e18 },
        new("instances", Whole, "How many there are in the machine; one if not said.") { Least = 1, Most = 1e9 },
        new("shared_by", Whole, "How many cores share one instance.") { Least = 1, Most = 1e9 },
        new("bandwidth", Bandwidth, "What all instances together deliver to the level within or to the units.") { Least = 1, Most = 1e19 },
        new("write_bandwidth", Bandwidth, "What all instances together take, if not the same.") { Least = 1, Most = 1e19 },
        new("bytes_per_cycle", Number, "Instead of a bandwidth: bytes that one instance delivers a cycle.") { Least = 1e-3, Most = 1e9 },
        new("latency", Time, "From asking to having.") { Least = 1e-12, Most = 10 },
        new("line", Size, "The least that is moved: a line or burst.") { Least = 1, Most = 1 << 24 },
        new("energy", EnergyPerByte, "The energy of moving one byte.") { Least = 0, Most = 1e-3 },
        new("bus", Whole, "Data wires of an external memory, in bits.") { Least = 1, Most = 1 << 20 },
        new("children", Sections, "The levels within, nearer to the units.") { Inner = () => Level! },
    ]);

    private static Section Link { get; } = new("a link",
    [
        new("name", Text, "What it is called.") { IsRequired = true },
        new("kind", Choice, "What it is.")
            { IsRequired = true, Choices = ["pcie", "nvlink", "ici", "ethernet", "infiniband", "infinity-fabric", "upi", "other"] },
        new("bandwidth", Bandwidth, "Of one link, in one direction.") { IsRequired = true, Least = 1, Most = 1e17 },
        new("count", Whole, "How many there are; one if not said.") { Least = 1, Most = 1e6 },
        new("latency", Time, "From sending to having.") { Least = 1e-12, Most = 10 },
        new("energy", EnergyPerByte, "The energy of moving one byte.") { Least = 0, Most = 1e-3 },
        new("topology", Text, "How machines are joined by it."),
    ]);

    private static Section Fit { get; } = new("a calibration",
    [
        new("family", Text, "The operators it holds for: matmul, softmax, all.") { IsRequired = true },
        new("precision", ValueKind.Precision, "The precision it holds for; any if not said."),
        new("compute", Share, "The share of peak compute reached at best.") { Least = 1e-6, Most = 2 },
        new("memory", Share, "The share of peak main-memory bandwidth reached at best.") { Least = 1e-6, Most = 2 },
        new("overhead", Time, "What it costs to start one operator.") { Least = 0, Most = 10 },
        new("parameters", Numbers, "Further parameters of the model, by name."),
        new("fitted_from", Text, "The measurements."),
        new("points", Whole, "How many measurements.") { Least = 1, Most = 1e9 },
        new("residual", Share, "The mean absolute relative error that remained.") { Least = 0, Most = 1e6 },
    ]);

    private static Section Origin { get; } = new("a source of some numbers",
    [
        new("source", Text, "Where they come from.") { IsRequired = true },
        new("confidence", Choice, "How far they can be trusted.") { Choices = s_confidences },
        new("of", Text, "Which numbers of this file: paths such as memory/bandwidth, with commas between; * is whatever is there.") { IsRequired = true },
        new("note", Text, "What else there is to say."),
    ]);

    private static Section Expected { get; } = new("an expected finding",
    [
        new("code", Name, "The code of the finding.") { IsRequired = true },
        new("at", Text, "The part it is about; any if not said."),
        new("reason", Text, "Why the numbers are right all the same.") { IsRequired = true },
    ]);

    private static Section Claim { get; } = new("a claim of speed",
    [
        new("network", Text, "The network: zoo:resnet50.") { IsRequired = true },
        new("batch", Whole, "Examples at once.") { IsRequired = true, Least = 1, Most = 1e6 },
        new("throughput", Number, "Examples a second.") { IsRequired = true, Least = 1e-9, Most = Most },
    ]);

    private static Section Silenced { get; } = new("a suppressed rule",
    [
        new("rule", Name, "The rule of 'ridgeline review'.") { IsRequired = true },
        new("reason", Text, "Why it does not matter here.") { IsRequired = true },
    ]);

    private static Section Review { get; } = new("what a review should know",
    [
        new("uses", Text, "What it is built for, with commas: research, training, datacenter, edge, online."),
        new("claims", Sections, "Speeds that its maker states.") { Inner = () => Claim },
        new("suppress", Sections, "Rules whose findings are known and accepted.") { Inner = () => Silenced },
    ]);

    /// <summary>A whole file.</summary>
    public static Section Machine { get; } = new("a machine",
    [
        new("name", Name, "The name in the catalogue and of the file.") { IsRequired = true },
        new("extends", Text, "The machine it is a variant of: a name in the catalogue or a file beside this one."),
        new("title", Text, "The name for people.") { IsRequired = true },
        new("class", Choice, "What kind of machine it is.") { IsRequired = true, Choices = Words<MachineClass>() },
        new("vendor", Text, "Who made it.") { IsRequired = true },
        new("year", Whole, "The year it came out.") { IsRequired = true, Least = 1940, Most = 2100 },
        new("source", Text, "Where the numbers come from that do not name their own source."),
        new("confidence", Choice, "How far those can be trusted.") { Choices = s_confidences },
        new("sources", Sections, "Sources of single numbers, many at a time.") { Inner = () => Origin },
        new("process", Length, "The process node.") { Least = 0.1e-9, Most = 1e-2 },
        new("transistors", Number, "How many transistors.") { Least = 1, Most = 1e15 },
        new("die", Area, "The area of silicon.") { Least = 1e-3, Most = 1e6 },
        new("clock", ValueKind.Section, "Its clock.") { Inner = () => Clock },
        new("tdp", Power, "What it may draw for long.") { Least = 1e-6, Most = 1e6 },
        new("idle", Power, "What it draws when idle.") { Least = 0, Most = 1e6 },
        new("price", Money, "The price at launch.") { Least = 0, Most = 1e9 },
        new("cores", Whole, "Cores, streaming multiprocessors, tiles.") { Least = 1, Most = 1e9 },
        new("core", Text, "What a core is called."),
        new("threads", Whole, "Threads that the hardware holds at once.") { Least = 1, Most = 1e12 },
        new("units", Sections, "What it computes with.") { IsRequired = true, Inner = () => Unit },
        new("memory", ValueKind.Section, "The outermost memory, with all others within it.") { IsRequired = true, Inner = () => Level },
        new("links", Sections, "Ways to the host and to other machines.") { Inner = () => Link },
        new("launch_overhead", Time, "What it costs to start one kernel or operator.") { Least = 0, Most = 10 },
        new("calibration", Sections, "What was fitted from measurements.") { Inner = () => Fit },
        new("expect", Sections, "Contradictions that are known and explained.") { Inner = () => Expected },
        new("review", ValueKind.Section, "What 'ridgeline review' should know.") { Inner = () => Review },
        new("notes", Text, "What else there is to say."),
    ]);

    private static string[] Words<T>()
        where T : struct, Enum => [.. Enum.GetNames<T>().Select(name => name.ToLowerInvariant())];
}
