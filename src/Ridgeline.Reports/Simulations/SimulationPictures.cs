using System.Globalization;
using Ridgeline.Accelerators.Systolic;
using Ridgeline.Accelerators.Systolic.Networks;
using Ridgeline.Quantities;
using Ridgeline.Reports.Charts;

namespace Ridgeline.Reports.Simulations;

/// <summary>A simulation as pictures: each a standalone SVG, the same bytes for the same simulation.</summary>
public static class SimulationPictures
{
    // More bars than these are longer than a screen: the longest layers are drawn.
    private const int MostBars = 40;

    /// <summary>Draws one picture.</summary>
    /// <param name="simulation">The simulation.</param>
    /// <param name="picture">Which one.</param>
    /// <param name="cycle">The cycle of a wavefront; null for one in the middle of its fold.</param>
    public static string Draw(NetworkSimulation simulation, SimulationPicture picture, long? cycle = null) => picture switch
    {
        SimulationPicture.Cycles => Cycles(simulation),
        SimulationPicture.Accesses => Accesses(simulation),
        SimulationPicture.Energy => Energy(simulation),
        SimulationPicture.Utilisation => ArrayPictures.Use(simulation),
        SimulationPicture.Timeline => Timeline(simulation),
        _ => Largest(simulation) is var (name, wave) ? ArrayPictures.Frame(wave, Math.Clamp(cycle ?? wave.Steady, 0, wave.Cycles - 1), name)
            : StackedBars.Draw(new([], []), new() { Title = simulation.Array.Dataflow == Dataflow.RowStationary ? "Rows stay: no wave" : "No product, no wave" }),
    };

    /// <summary>The first fold of the largest product; null if there is none, or if no wave moves through the array.</summary>
    internal static (string Name, Wavefront Wave)? Largest(NetworkSimulation simulation)
    {
        if (simulation.Array.Dataflow == Dataflow.RowStationary) return null;
        var layer = simulation.Layers.Where(l => l.Products.Count > 0).MaxBy(l => l.Products.Max(p => p.Macs));
        return layer is null ? null : (layer.Name, Wavefront.Of(simulation.Array, layer.Products.MaxBy(p => p.Macs)));
    }

    private static string Cycles(NetworkSimulation simulation) => Bars(simulation, "Where the cycles go",
        "streaming through the array, loading and draining it, vector unit, waiting for main memory",
        ["streaming", "loading, filling, draining", "vector unit", "stalls"], Count, l =>
        {
            var compute = l.Cycles - l.StallCycles;
            return l.Products.Count > 0 ? [l.ActiveCycles, Math.Max(0, compute - l.ActiveCycles), 0, l.StallCycles] : [0, 0, compute, l.StallCycles];
        });

    private static string Accesses(NetworkSimulation simulation) => Bars(simulation, "Words moved", "between array and memories on the chip, and between chip and main memory",
        ["SRAM reads", "SRAM writes", "DRAM reads", "DRAM writes"], Count, l => [l.SramReads, l.SramWrites, l.DramReads, l.DramWrites]);

    private static string Energy(NetworkSimulation simulation)
    {
        var kinds = simulation.Timeline.Spans.SelectMany(s => s.Energy).Select(e => e.Kind).Distinct().ToList();
        return Bars(simulation, "Energy", $"{simulation.Timeline.Energy} in all, by what it is spent on", kinds, joules => new Joules(joules).ToString(),
            l => [.. kinds.Select(kind => l.Span!.Energy.Where(e => e.Kind == kind).Sum(e => e.Energy.Value))]);
    }

    private static string Bars(NetworkSimulation simulation, string title, string subtitle, IReadOnlyList<string> sections, Func<double, string> format,
        Func<LayerSimulation, double[]> values)
    {
        var layers = simulation.Layers.Where(l => l.Cycles > 0 && l.Span is not null).ToList();
        var isCut = layers.Count > MostBars;
        var longest = isCut ? layers.OrderByDescending(l => l.Cycles).Take(MostBars).ToHashSet() : null;
        return StackedBars.Draw(new([.. sections.Select(s => new Section(s))], [.. layers.Where(l => longest?.Contains(l) ?? true).Select(l => new Bar(l.Name, values(l)))]),
            new() { Title = isCut ? $"{title}: the {MostBars} longest of {layers.Count} layers" : title, Subtitle = subtitle, Format = format });
    }

    private static string Timeline(NetworkSimulation simulation)
    {
        var spans = simulation.Timeline.Spans.Where(s => s.Duration > Seconds.Zero).ToList();
        var units = spans.Select(Unit).Distinct().ToList();
        return TimelineChart.Draw(new(units, [.. spans.Select(s => new TimelineChartSpan(s.Name, units.IndexOf(Unit(s)), s.Start.Value, s.Duration.Value, s.Bound.ToString()))]),
            new() { Title = $"{simulation.Network} on {simulation.Accelerator}", Subtitle = "what ran when, coloured by what bounds it",
                Format = seconds => new Seconds(seconds).ToString() });

        static string Unit(Timelines.Span span) => span.Unit.Length > 0 ? span.Unit : "copies";
    }

    private static string Count(double value) => value >= 1e6
        ? $"{(value / 1e6).ToString("0.##", CultureInfo.InvariantCulture)} M" : value.ToString("N0", CultureInfo.InvariantCulture);
}
