using Ridgeline.Diagnostics;
using Ridgeline.Machines.Reading;
using Ridgeline.Quantities;

namespace Ridgeline.Machines;

/// <summary>The energy tables that come with the tool: files in <c>catalog/energy</c>.</summary>
public static class EnergyCatalog
{
    private static readonly Lazy<ProcessNodes> s_nodes = new(ReadNodes);
    private static readonly Lazy<EnergyTable> s_horowitz = new(() => ReadTable("horowitz-45nm"));
    private static readonly Lazy<EnergyTable> s_lessons = new(() => ReadTable("ten-lessons-7nm"));
    private static readonly Lazy<EnergyTable> s_outside = new(() => ReadTable("off-chip"));
    private static readonly Lazy<EnergyTable> s_cpu = new(() => ReadTable("cpu-28nm"));

    /// <summary>Process nodes: first year in volume and supply.</summary>
    public static ProcessNodes Nodes => s_nodes.Value;

    /// <summary>45 nm: Horowitz's arithmetic and SRAM, Dally's instruction overheads.</summary>
    public static EnergyTable At45Nm => s_horowitz.Value;

    /// <summary>7 nm: the column that Jouppi et al. used for TPUv4i.</summary>
    public static EnergyTable At7Nm => s_lessons.Value;

    /// <summary>Instructions of an out-of-order processor at 28 nm.</summary>
    public static EnergyTable OutOfOrder => s_cpu.Value;

    /// <summary>External memories and links, which do not follow a logic process.</summary>
    public static EnergyTable OffChip => s_outside.Value;

    /// <summary>All tables.</summary>
    public static IReadOnlyList<EnergyTable> Tables => [At45Nm, At7Nm, OutOfOrder, OffChip];

    private static ProcessNodes ReadNodes() => new(
    [
        .. Read("nodes", EnergyKeys.Nodes).Sections("nodes").Select(n => new ProcessNode(Nm(n, "length"), (int)n.Whole("year")!, n.Number("supply")!.Value)),
    ]);

    private static EnergyTable ReadTable(string name)
    {
        var fields = Read(name, EnergyKeys.Table);
        return new(fields.Text("name")!, fields.Text("source")!, fields.Choice<Confidence>("confidence"), Nm(fields, "node"),
            ByFormat(fields, "add"), ByFormat(fields, "multiply"),
            [.. fields.Sections("sram").Select(s => (s.Size("size")!.Value, s.Energy("energy")!.Value)).OrderBy(s => s.Item1)],
            ByName(fields, "dram"), ByName(fields, "instruction"), ByName(fields, "link"))
        {
            Registers = fields.Sections("instruction").Where(x => x.Has("registers"))
                .ToDictionary(x => x.Text("name")!, x => x.Energy("registers")!.Value, StringComparer.Ordinal),
            Operation = fields.Sections("operation").Select(Operation).ToDictionary(x => x.Name, StringComparer.Ordinal),
            CellRegisterPerByte = fields.Energy("cell_register"),
        };
    }

    private static InstructionArithmetic Operation(Fields fields)
        => new(fields.Text("name")!, fields.Precision("precision")!.Value, fields.Number("macs")!.Value, fields.Energy("energy")!.Value);

    private static double Nm(Fields fields, string key) => Math.Round(fields.Number(key)!.Value * 1e9, 6);

    private static Dictionary<NumberFormat, Joules> ByFormat(Fields fields, string key)
        => fields.ByPrecision(key).ToDictionary(x => x.Precision.Element, x => x.Fields.Energy("energy")!.Value);

    private static Dictionary<string, Joules> ByName(Fields fields, string key)
        => fields.Sections(key).ToDictionary(x => x.Text("name")!, x => x.Energy("energy")!.Value, StringComparer.Ordinal);

    private static Fields Read(string name, Section section)
    {
        var diagnostics = new DiagnosticBag();
        using var stream = typeof(EnergyCatalog).Assembly.GetManifestResourceStream($"energy/{name}.yaml")!;
        using var text = new StreamReader(stream);
        var session = new ReadSession(diagnostics);
        var map = YamlReader.Read(text.ReadToEnd(), $"energy/{name}.yaml", session) as YamlMap;
        var fields = map is null ? null : new SectionReader(session).Read(map, section, "");
        session.Tell();
        diagnostics.ThrowIfErrors();
        return fields!;
    }
}
