using System.Globalization;
using Ridgeline.Accelerators.Systolic.Networks;
using Ridgeline.Quantities;
using Ridgeline.Reports.Tables;

namespace Ridgeline.Reports.Simulations;

/// <summary>Simulations as tables.</summary>
public static class SimulationTables
{
    // More rows than these fit no screen: the longest are shown.
    private const int MostRows = 40;

    /// <summary>One row a layer that takes time: all of them, or the longest.</summary>
    public static ReportTable Layers(NetworkSimulation simulation, int? top, bool whole = false)
    {
        var all = whole ? simulation.Layers : [.. simulation.Layers.Where(l => l.Cycles > 0)];
        var most = top ?? (whole || all.Count <= MostRows ? all.Count : MostRows);
        var shown = most >= all.Count ? all : [.. all.OrderByDescending(l => l.Cycles).Take(most)];
        return new(shown.Count < all.Count ? $"The {shown.Count} longest of {all.Count} layers" : "Layer by layer",
        [
            new("Layer", "name", false), new("Cycles", "cycles"), new("Stalls", "stall_cycles"), new("Utilisation", "utilisation"),
            new("Mapped", "mapping_efficiency", true, 3), new("SRAM reads", "sram_reads", true, 4), new("SRAM writes", "sram_writes", true, 5),
            new("DRAM reads", "dram_reads", true, 1), new("DRAM writes", "dram_writes", true, 2), new("Energy", "energy_j", true, 1),
        ],
        [.. shown.Select(Row)], whole ? null : Row(simulation.Total));
    }

    /// <summary>Where the energy goes: one row a kind.</summary>
    public static ReportTable Energies(NetworkSimulation simulation)
    {
        var total = simulation.Timeline.Energy;
        return new("Energy by kind", [new("Kind", "kind", false), new("Energy", "energy_j"), new("Share", "share")],
            [.. simulation.Timeline.Spans.SelectMany(s => s.Energy).GroupBy(e => e.Kind).Select(g => (g.Key, Energy: g.Sum(e => e.Energy))).Select(g =>
                new[] { Cell.Of(g.Key), Joule(g.Energy), Share(total > Joules.Zero ? g.Energy.Value / total.Value : 0) })],
            [Cell.Of("total"), Joule(total), Cell.Blank]);
    }

    private static Cell[] Row(LayerSimulation l) =>
    [
        Cell.Of(l.Name), Cell.Of((Int128)l.Cycles), Cell.Of((Int128)l.StallCycles), Share(l.Utilisation), l.MappingEfficiency > 0 ? Share(l.MappingEfficiency) : Cell.None,
        Cell.Of((Int128)l.SramReads), Cell.Of((Int128)l.SramWrites), Cell.Of((Int128)l.DramReads), Cell.Of((Int128)l.DramWrites), Joule(l.Energy),
    ];

    private static Cell Joule(Joules energy) => new(energy.ToString(), energy.Value.ToString("R", CultureInfo.InvariantCulture));

    private static Cell Share(double share) => new(share.ToString("0.0 %", CultureInfo.InvariantCulture), share.ToString("R", CultureInfo.InvariantCulture));
}
